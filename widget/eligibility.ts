import type { Past } from './memory.ts'

const day = 24 * 60 * 60 * 1000

/** How long a survey leaves a person in peace who answered it, or put it away. */
const quiet = { answered: 90 * day, dismissed: 30 * day }

export type Reason = 'answered' | 'dismissed'

/** Why a survey does not show by itself now, or `null` when it does. Times in milliseconds. */
export function whyNotShow(past: Past, now: number): Reason | null {
  if (within(quiet.answered, past.answered, now)) return 'answered'
  if (within(quiet.dismissed, past.dismissed, now)) return 'dismissed'
  return null
}

function within(span: number, since: number | undefined, now: number): boolean {
  return since !== undefined && now - since < span
}
