import { millisecondsADay } from './day.ts'

/** Answers that chance alone would have brought: at 7, none at all happens once in a thousand times (e^−7). */
const fewestMissing = 7
/** Answers and days from which a usual pace is known. */
const fewestAnswers = 10
const fewestDays = 7
/** A survey that answers stopped coming to. */
export interface Silence {
  /** When the last answer came, in milliseconds. */
  readonly since: number
  /** Answers a day until then. */
  readonly pace: number
}

/**
 * Whether answers stopped: for a day or longer none came, and by the pace until then at least seven should have.
 * `from` is when counting `n` answers began. Returns `null` while they come as usual, and when no pace is known.
 *
 * Example: 463 answers in 51 days are 9 a day; silent for nine days, 82 are missing.
 */
export function silenceOf(
  { n, from, last }: { readonly n: number; readonly from: number; readonly last: number | null },
  now: number,
): Silence | null {
  if (last === null || n < fewestAnswers) return null
  if (now - last < millisecondsADay) return null
  const days = Math.max(fewestDays, (last - from) / millisecondsADay)
  const pace = n / days
  return (pace * (now - last)) / millisecondsADay >= fewestMissing ? { since: last, pace } : null
}

/** Weeks in which a group should have been heard: at 3, none at all happens once in twenty times (e^−3). */
const fewestWeeksMissing = 3
const fewestWeeksHeard = 3
const fewestWeeksKnown = 8

/** A group that is not heard any more. */
export interface WeeksSilent {
  /** Weeks since the last answer. */
  readonly weeks: number
  /** In how many of the weeks before there was one. */
  readonly heard: number
  readonly of: number
}

/**
 * Whether a group fell silent, by the weeks with an answer and not by the answers: ten people who answer one mail in a
 * week are heard once. `first` and `last` are the weeks of its first and last answer. Returns `null` while it is heard
 * as usual, and when that is not known.
 *
 * Example: heard in 12 of 24 weeks, it is silent from the sixth week without an answer on.
 */
export function weeksSilentOf(
  { heard, first, last }: { readonly heard: number; readonly first: number; readonly last: number },
  now: number,
): WeeksSilent | null {
  const [weeks, of] = [now - last, last - first + 1]
  if (heard < fewestWeeksHeard) return null
  const missing = (weeks * heard) / Math.max(of, fewestWeeksKnown)
  return missing >= fewestWeeksMissing ? { weeks, heard, of } : null
}
