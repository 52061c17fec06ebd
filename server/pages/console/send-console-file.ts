import type { Ctx } from '../../context.ts'
import { Refusal } from '../../http/problem.ts'
import { favicon } from './icons.ts'

const types: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript' }

/** `GET /assets/:file`: a file of the console, whose name changes with its content, so it may be kept for ever. */
export async function sendConsoleFile(c: Ctx): Promise<Response> {
  const name = c.req.param('file') ?? ''
  c.header('x-content-type-options', 'nosniff')
  if (name === 'favicon.svg') {
    c.header('cache-control', 'public, max-age=86400')
    return c.body(favicon, 200, { 'content-type': 'image/svg+xml' })
  }
  const type = types[/^[\w.-]+\.(css|js)$/.exec(name)?.[1] ?? '']
  const asset = type ? await c.var.services.asset(`assets/${name}`) : null
  if (!asset) throw new Refusal('not-found')
  c.header('cache-control', 'public, max-age=31536000, immutable')
  return c.body(asset.text, 200, { 'content-type': `${type}; charset=utf-8` })
}
