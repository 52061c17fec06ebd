/**
 * Where rules fit in the comment being read. One list is reused for every comment, because an object
 * per hit would dominate the cost. Each hit is four numbers: rule, start, end, and the number of its
 * verdict (`verdicts` in polarity.ts). Only the first `count` numbers are valid.
 *
 * `isMixed` is set once hits of phrases or substrings were added: only these can overlap or be out of order.
 */
export const hits = { count: 0, list: [] as number[], isMixed: false }

/** The index in `hits.list` at which each hit begins. */
export function hitOffsets(): number[] {
  return Array.from({ length: hits.count / 4 }, (_, place) => 4 * place)
}

/** Adds a hit. A theme given by hand is added with −1 − theme as its rule, and no place. */
export function addHit(rule: number, start: number, end: number, verdict = 0): void {
  const { list, count } = hits
  list[count] = rule
  list[count + 1] = start
  list[count + 2] = end
  list[count + 3] = verdict
  hits.count = count + 4
}
