/** Answers that chance alone would have brought: at 7, none at all happens once in a thousand times (e^−7). */
const fewestMissing = 7
/** Answers and days from which a usual pace is known. */
const fewestAnswers = 10
const fewestDays = 7
const millisecondsADay = 86_400_000

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
