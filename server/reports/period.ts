import { invalid } from '../http/problem.ts'
import type { Span } from '../storage/responses.ts'

/** The span of time a query asks for, `[from, to)`; a bare date begins at midnight UTC. */
export function spanOf(period: { from?: string | undefined; to?: string | undefined }): Span {
  const from = period.from === undefined ? null : Date.parse(period.from)
  const to = period.to === undefined ? null : Date.parse(period.to)
  if (from !== null && to !== null && from >= to) throw invalid('to', 'must be later than from')
  return { from, to }
}

/** Every time there can be. */
export const allTime = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER } as const
