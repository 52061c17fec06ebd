import type { Collector } from './collector.ts'

/** What came back, read whole. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
  readonly body: any
}

/** Sends a request and reads the answer: JSON as an object, everything else as text. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(url, init)
  const text = await answer.text()
  const isJson = /[/+]json/.test(answer.headers.get('content-type') ?? '')
  return { status: answer.status, headers: answer.headers, body: isJson && text ? JSON.parse(text) : text }
}

/**
 * The same, sent again as often as the answer says to come back later: on a busy machine a database
 * may take longer than the server waits for it.
 */
export async function sendPatiently(url: string, init: RequestInit = {}): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send(url, init)
    if (answer.status !== 503 || tries === 20) return answer
    await new Promise((resolve) => setTimeout(resolve, Number(answer.headers.get('retry-after')) * 1000))
  }
}

/** A client of one collector, with its key for the calls that need one. */
export function clientOf(collector: Pick<Collector, 'url' | 'key'>, sent = send) {
  const authorization = `Bearer ${collector.key}`
  const json = { 'content-type': 'application/json' }
  return {
    get: (path: string, headers: Record<string, string> = {}) =>
      sent(`${collector.url}${path}`, { headers: { authorization, ...headers } }),
    post: (path: string, body: unknown = {}) =>
      sent(`${collector.url}${path}`, {
        method: 'POST',
        headers: { authorization, ...json },
        body: JSON.stringify(body),
      }),
    patch: (path: string, body: unknown) =>
      sent(`${collector.url}${path}`, {
        method: 'PATCH',
        headers: { authorization, ...json },
        body: JSON.stringify(body),
      }),
    put: (path: string, body: unknown) =>
      sent(`${collector.url}${path}`, {
        method: 'PUT',
        headers: { authorization, ...json },
        body: JSON.stringify(body),
      }),
    erase: (path: string) =>
      sent(`${collector.url}${path}`, { method: 'DELETE', headers: { authorization } }),
    /** A public call as a browser page makes it: no key, JSON as text/plain. */
    publicly: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      sent(`${collector.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
        body:
          typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      }),
  }
}

export type Client = ReturnType<typeof clientOf>

/** A response as the widget would send it first; pass what should differ. */
export function newResponse(surveyId: string, given: Record<string, unknown> = {}) {
  return {
    surveyId,
    id: crypto.randomUUID(),
    writeKey: crypto.randomUUID(),
    revision: 1,
    rating: 9,
    ...given,
  }
}
