import { invalid } from '../http/problem.ts'
import type { Span } from '../storage/responses.ts'

/**
 * The time span of a list's query, `[from, to)`; a bare date starts at midnight UTC, and an end that is
 * left out is `null`. Throws a 422 when it ends before it begins.
 */
export function spanOf(period: { from?: string | undefined; to?: string | undefined }): Span {
  const from = period.from === undefined ? null : Date.parse(period.from)
  const to = period.to === undefined ? null : Date.parse(period.to)
  if (from !== null && to !== null && from >= to) throw invalid('to', 'must be later than from')
  return { from, to }
}

/** A range that holds every time. */
export const allTime = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER } as const
