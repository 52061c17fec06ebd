import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Call, callsOf } from '../contract/calls.ts'
import { isJson } from '../contract/hostile.ts'
import { type FuzzedRequest, requestsFor } from '../contract/requests.ts'
import { fuzzedSender } from '../contract/sent.ts'
import { send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { document } from '../support/document.ts'
import { fc } from '../support/seeded.ts'
import { freePort } from '../support/sqld.ts'
import { installed } from './installed.ts'

const minutes = 60_000
const requests = 3000
let collector: Collector
let prism: ChildProcess | undefined
let proxy: string

// It installs prism from the registry.
describe.skipIf(!process.env.SAYSO_LONG)('a proxy that validates', () => {
  beforeAll(async () => {
    const { folder, environment } = installed()
    collector = await startCollector()
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document))
    const port = String(await freePort())
    proxy = `http://127.0.0.1:${port}`
    const given = ['proxy', 'openapi.json', collector.url, '--errors', '--port', port, '--cors', 'false']
    prism = spawn(process.execPath, ['node_modules/.bin/prism', ...given], {
      ...{ cwd: folder, stdio: 'ignore', env: environment },
    })
    for (let isUp = false; !isUp; ) {
      isUp = await fetch(`${proxy}/v1/surveys`).then(
        () => true,
        () => false,
      )
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }, 5 * minutes)
  afterAll(async () => {
    prism?.kill('SIGKILL')
    await collector?.close()
  })

  it(
    `finds nothing wrong in what ${requests} requests are answered with`,
    async () => {
      const calls = callsOf(document)
      const sendFuzzed = fuzzedSender(collector, proxy)
      const faults = new Map<string, unknown>()
      let judged = 0
      for (const made of fc.sample(requestsFor(document, calls), requests)) {
        const call = calls.find(({ name }) => name === made.call)!
        const request = mended(call, made)
        if (!request || isBeyondIt(call, request)) continue
        const { status, body } = await sendFuzzed(call, request)
        const [isPrisms, fault] = String(body?.type).match(/stoplight\.io\/prism\/errors#(\w+)/) ?? []
        if (!isPrisms) judged += 1
        // Requests that are not right go no further.
        else if (!refused.has(fault!)) faults.set(`${call.name} ${status} ${fault}`, body.validation ?? body)
      }
      expect([...faults]).toEqual([])
      expect(judged).toBeGreaterThan(requests / 3)
      expect((await send(`${collector.url}/readyz`)).status).toBe(200)
    },
    20 * minutes,
  )
})

const refused = new Set(['UNPROCESSABLE_ENTITY', 'UNAUTHORIZED'])

/** The request as prism can read it: it ends at ids and at JSON that are broken. */
function mended({ bodies }: Call, { body, ...request }: FuzzedRequest): FuzzedRequest | null {
  const [type] = bodies.map((one) => one.type)
  if (body !== undefined && !(typeof body === 'string' && isJson(body))) return null
  return { ...request, body, ids: {}, headers: type ? { 'content-type': type } : {} }
}

/** It takes lines for one value, and knows nothing of the types that `format` asks for to old callers. */
function isBeyondIt({ responses }: Call, { query }: FuzzedRequest): boolean {
  const types = Object.values(responses).flatMap(({ content = {} }) => Object.keys(content))
  return types.includes('application/x-ndjson') || 'format' in query
}
