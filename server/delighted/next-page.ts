import { decodeBase64Url, encodeBase64Url } from 'hono/utils/encode'
import type { Ctx } from '../context.ts'
import { invalid } from '../http/problem.ts'
import { doorUrl } from './door-path.ts'
import { type Given, textIn } from './parameters.ts'

/** Says in the Link header where the list goes on after a place; `null` is its end. */
export function nextPage(c: Ctx, path: string, place: string | null): void {
  if (place === null) return
  const url = doorUrl(c, path)
  for (const [name, value] of new URL(c.req.url).searchParams) url.searchParams.append(name, value)
  const bytes = new TextEncoder().encode(place)
  url.searchParams.set('page_info', encodeBase64Url(bytes.buffer).replace(/=+$/, ''))
  c.header('link', `<${url.href.replaceAll(',', '%2C')}>; rel="next"`)
}

/** The place that `page_info` stands for; `null` is the beginning. */
export function placeIn(given: Given): string | null {
  const text = textIn(given, 'page_info')
  if (text === null) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64Url(text))
  } catch {
    throw invalid('page_info', 'must be that of a Link header')
  }
}
