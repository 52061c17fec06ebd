import { readFileSync } from 'node:fs'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { restsOf } from '../../shared/cadence.ts'
import type { PublicSurvey, Rules } from '../../shared/survey.ts'
import type { Collector } from '../support/collector.ts'
import { rendererOf } from './rendererPage.ts'

/** A server before the collector, which can fall silent, and whose surveys have rules of a test's own. */
export interface Front {
  readonly url: string
  /** Makes a survey shown under these rules, and returns its loader's path after the address. */
  rule(rules: Rules): string
  /** Answers nothing from now on, or again. */
  fail(failing: boolean): void
  close(): Promise<void>
}

/** Everything but loaders with rules goes through to the collector. */
export async function frontOf(collector: Collector): Promise<Front> {
  const loader = readFileSync(new URL('../../dist/widget/sayso.js', import.meta.url), 'utf8')
  const renderer = new URL(rendererOf(collector)).pathname.slice(1)
  const survey = (await (await fetch(`${collector.url}/v1/public/surveys/demo`)).json()) as PublicSurvey
  const loaders: string[] = []
  let failing = false

  const server = createServer((incoming, outgoing) => {
    const ruled = incoming.url?.match(/^\/sayso\/(\d+)\.js$/)
    if (ruled) {
      outgoing.writeHead(200, { 'content-type': 'text/javascript' })
      return outgoing.end(loaders[Number(ruled[1])])
    }
    if (failing && /^.v1.|[.]mjs/.test(incoming.url ?? '')) return incoming.socket.destroy()
    const { method, headers, url } = incoming
    const passed = ask(`${collector.url}${url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rule(rules) {
      const filled = { renderer, survey: { ...survey, rules }, rests: restsOf(rules), chunks: [] }
      return `sayso/${loaders.push(`window.saysoFilled=${JSON.stringify(filled)};${loader}`) - 1}.js`
    },
    fail(now) {
      failing = now
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
