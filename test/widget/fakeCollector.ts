import { vi } from 'vitest'
import type { NewResponse, NewView } from '../../shared/response.ts'
import type { PublicSurvey } from '../../shared/survey.ts'

/** The network's other end: answers the widget's requests and notes what was sent. */
export interface FakeCollector {
  readonly responses: NewResponse[]
  readonly views: NewView[]
  /** Paths and queries of what was asked for, in their order. */
  readonly asked: string[]
  /** Whom it was asked about, whether they may be asked. */
  readonly named: unknown[]
  /** By id, or by id and language: `demo`, `demo/de`. A number is the status of a refusal. */
  readonly surveys: Record<string, PublicSurvey | number>
  /** The status for responses and views. */
  status: number
  /** What the collector knows of an identified person. */
  rest: { ask: boolean; rest?: number }
}

export const collectorUrl = 'https://feedback.example'

/** Stands in the place of the browser's `fetch`, which `vi.unstubAllGlobals()` brings back. */
export function fakeCollector(surveys: FakeCollector['surveys'] = {}): FakeCollector {
  const collector: FakeCollector = {
    ...{ responses: [], views: [], asked: [], named: [], surveys },
    ...{ status: 201, rest: { ask: true } },
  }
  vi.stubGlobal('fetch', async (address: string, { body }: { body?: string } = {}) => {
    const { pathname, search, searchParams } = new URL(address)
    const path = pathname.slice(pathname.indexOf('/v1/public/'))
    const [, , , noun, id, isAsked] = path.split('/')
    collector.asked.push(path + search)
    if (noun === 'responses' || noun === 'views') {
      ;(collector[noun] as unknown[]).push(JSON.parse(body!))
      return answer(address, collector.status)
    }
    if (isAsked) {
      collector.named.push(JSON.parse(body!))
      return answer(address, 200, collector.rest)
    }
    const language = searchParams.get('language')
    const found = collector.surveys[language ? `${id}/${language}` : id!] ?? 404
    return typeof found === 'number' ? answer(address, found) : answer(address, 200, found)
  })
  return collector
}

/** Responses that came over the network have an address; those made by hand do not. */
function answer(url: string, status: number, body: object = {}): Response {
  return Object.defineProperty(new Response(JSON.stringify(body), { status }), 'url', { value: url })
}
