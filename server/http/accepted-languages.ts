import { parseAccept } from 'hono/utils/accept'
import type { Ctx } from '../context.ts'

/** The languages of `Accept-Language`, the most preferred first, without those it rules out. */
export function acceptedLanguages(c: Ctx): string[] {
  return parseAccept(c.req.header('accept-language') ?? '')
    .filter(({ q }) => q > 0)
    .map(({ type }) => type)
}
