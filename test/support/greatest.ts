import { request } from 'node:http'
import { clientOf, newResponse } from './client.ts'
import type { Collector } from './collector.ts'

/** A request by its parts. */
export interface Asked {
  readonly method?: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** Sends a request, and reads the answer to its end. */
export function ask(url: string, { method = 'GET', path, headers = {}, body = '' }: Asked): Promise<number> {
  const { hostname, port } = new URL(url)
  const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method, path, headers: { ...headers, ...length } }
    const sent = request(options, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode!))
    })
    sent.on('error', reject).end(body)
  })
}

export const parameters = (count: number) =>
  Array.from({ length: count }, (_, i) => `${i.toString(36)}=1`).join('&')
export const entries = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [i.toString(36), value]))

/** As long as Node lets the first line of a request be. */
export const queries = [
  parameters(2300),
  'a&'.repeat(7500),
  `id=${'a'.repeat(15_000)}`,
  `x=${'%41'.repeat(5000)}`,
  `x=${'[{{'.repeat(5000)}`,
  `language=${'a-'.repeat(7000)}`,
]
export const bodies = [
  { properties: entries(3200, []) },
  { properties: entries(3600, 1) },
  { choices: Array(14_000).fill(1) },
  { respondent: entries(3600, 1) },
  { comment: 'the price is bad '.repeat(1800) },
  entries(3600, 1),
].map((given) => JSON.stringify(newResponse('demo', given)))
const forms = [
  'a&'.repeat(16_000),
  `visit=a&rating=9&${'choices=a&'.repeat(3200)}`,
  `visit=a&rating=9&comment=${'%41'.repeat(10_000)}`,
  `key=${'a'.repeat(32_000)}`,
]

/** Every public path with what it takes at its greatest size. */
export async function publicRequests(collector: Collector): Promise<Asked[]> {
  const made = (await clientOf(collector).post('/v1/surveys/demo/invitations', {})).body
  const pages = [made.link, made.receipt, made.unsubscribe, made.decoy].map((link) => new URL(link).pathname)
  const read = [
    ...['/', '/demo', '/s/demo', '/readyz', '/metrics', '/sayso.js', '/widget/x', '/sayso/demo.js'],
    ...['/sayso/demo.mjs', '/v1/public/surveys/demo', '/v1/public/surveys/demo/asked', '/console'],
    ...[
      '/integrations/web/v1/library/demo/delighted.js',
      '/openapi.json',
      '/v1/surveys',
      '/nowhere',
      ...pages,
    ],
  ]
  const html = { accept: 'text/html' }
  const text = { 'content-type': 'text/plain' }
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: collector.url }
  return [
    ...read.flatMap((path) => queries.map((query) => ({ path: `${path}?${query}`, headers: html }))),
    ...['/v1/public/responses', '/v1/public/views', pages[0]!].flatMap((path) =>
      bodies.map((body) => ({ method: 'POST', path, headers: text, body })),
    ),
    ...[...pages, '/console/sign-in'].flatMap((path) =>
      forms.map((body) => ({ method: 'POST', path, headers: form, body })),
    ),
  ]
}
