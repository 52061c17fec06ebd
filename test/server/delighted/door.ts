import { createRequire } from 'node:module'
import { type Answer, clientOf, send } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'

// biome-ignore lint/suspicious/noExplicitAny: the package has no types, and tests look into whatever came back
export type Delighted = any

const require = createRequire(import.meta.url)

/** Delighted's own client for Node, with only its host and key changed. It warns when it is loaded. */
export function delightedClient(collector: Collector, key = collector.key, options: object = {}): Delighted {
  const { warn } = console
  console.warn = () => {}
  try {
    const { hostname: host, port } = new URL(collector.url)
    return require('delighted')(key, { host, port, scheme: 'http', base: '/delighted/v1', ...options })
  } finally {
    console.warn = warn
  }
}

/** Unix time as Delighted has it. */
export const now = () => Math.floor(Date.now() / 1000)

export const newEmail = () => `p${crypto.randomUUID().slice(0, 8)}@example.com`

/** The error that a call of the client ends with. */
export const failure = (call: Delighted): Promise<Delighted> =>
  new Promise((resolve, reject) => call.then(() => reject(new Error('did not fail')), resolve))

/** Everything a list of the client has, page by page. */
export async function everyOne(list: Delighted): Promise<Delighted[]> {
  const found: Delighted[] = []
  await list.autoPagingEach((item: Delighted) => void found.push(item), { auto_handle_rate_limits: false })
  return found
}

/** Requests as the other clients send them. */
export function rawDoor({ url, key }: Pick<Collector, 'url' | 'key'>, root = '/delighted/v1') {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
  const ask = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> => send(`${url}${root}${path}`, { method, headers, ...(body !== undefined && { body }) })
  const accept = 'application/json'
  return {
    /** JSON, and the key with a colon behind it. */
    ruby: (method: string, path: string, body?: object) =>
      ask(
        method,
        path,
        { accept, authorization: basic(`${key}:`), 'content-type': 'application/json' },
        body && JSON.stringify(body),
      ),
    /** The bare key, and `.json` at the end of the path. */
    python: (method: string, path: string, body?: object) =>
      ask(
        method,
        path.replace(/(\?|$)/, '.json$1'),
        { accept, authorization: basic(key), 'content-type': 'application/json' },
        body && JSON.stringify(body),
      ),
    /** Forms with nested names. */
    php: (method: string, path: string, form?: string) =>
      ask(
        method,
        path,
        { authorization: basic(`${key}:`), 'content-type': 'application/x-www-form-urlencoded' },
        form,
      ),
    ask,
    basic,
  }
}

/** A recurring campaign of a survey, which stands for Autopilot. */
export async function makeAutopilot(collector: Collector, surveyId: string): Promise<string> {
  const { body } = await clientOf(collector).post('/v1/campaigns', {
    surveyId,
    from: { address: 'hello@acme.example' },
    recurring: { everyDays: 90 },
  })
  return body.id
}
