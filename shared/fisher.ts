/** Two groups, and how many of each have a trait: `first` of `ofFirst`, `second` of `ofSecond`. */
export interface TwoByTwo {
  readonly first: number
  readonly ofFirst: number
  readonly second: number
  readonly ofSecond: number
}

/**
 * The two-sided p-value, 0–1, of Fisher's exact test that both groups have the trait equally often:
 * the probability of all tables with these margins that are no more likely than this one.
 *
 * Source: Fisher 1934; R `fisher.test`. Example: 8 of 10 against 1 of 6 gives 0.0350.
 */
export function fisherExact({ first, ofFirst, second, ofSecond }: TwoByTwo): number {
  const drawn = first + second
  const lowest = Math.max(0, drawn - ofSecond)
  const highest = Math.min(ofFirst, drawn)
  const mode = Math.floor(((drawn + 1) * (ofFirst + 1)) / (ofFirst + ofSecond + 2))
  /** The likelihood of `x + 1` in the first group divided by that of `x`. */
  const ratio = (x: number) => ((ofFirst - x) * (drawn - x)) / ((x + 1) * (ofSecond - drawn + x + 1))
  // Relative to the likeliest table, so that nothing overflows.
  const likelihoods = [1]
  for (let x = mode; x < highest; x++) likelihoods.push(likelihoods.at(-1)! * ratio(x))
  const below = [1]
  for (let x = mode; x > lowest; x--) below.push(below.at(-1)! / ratio(x - 1))
  const observed = first >= mode ? likelihoods[first - mode]! : below[mode - first]!
  let [all, extreme] = [0, 0]
  for (const each of [...likelihoods, ...below.slice(1)]) {
    all += each
    // R's tolerance: tables that differ only by rounding are equally likely.
    if (each <= observed * (1 + 1e-7)) extreme += each
  }
  return extreme / all
}
