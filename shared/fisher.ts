/** How many of each of two groups have something: `first` of `ofFirst`, `second` of `ofSecond`. */
export interface TwoByTwo {
  readonly first: number
  readonly ofFirst: number
  readonly second: number
  readonly ofSecond: number
}

/**
 * Fisher's exact test that both groups have it equally often, two-sided: the chance, 0–1, of any
 * table with these margins that is no more likely than this one.
 *
 * Source: Fisher 1934; R `fisher.test`. Example: 8 of 10 against 1 of 6 gives 0.0350.
 */
export function fisherExact({ first, ofFirst, second, ofSecond }: TwoByTwo): number {
  const drawn = first + second
  const lowest = Math.max(0, drawn - ofSecond)
  const highest = Math.min(ofFirst, drawn)
  const mode = Math.floor(((drawn + 1) * (ofFirst + 1)) / (ofFirst + ofSecond + 2))
  /** How much likelier `x + 1` in the first group is than `x`. */
  const ratio = (x: number) => ((ofFirst - x) * (drawn - x)) / ((x + 1) * (ofSecond - drawn + x + 1))
  // All as multiples of the likeliest table, so that nothing overflows.
  const likelihoods = [1]
  for (let x = mode; x < highest; x++) likelihoods.push(likelihoods.at(-1)! * ratio(x))
  const below = [1]
  for (let x = mode; x > lowest; x--) below.push(below.at(-1)! / ratio(x - 1))
  const observed = first >= mode ? likelihoods[first - mode]! : below[mode - first]!
  let [all, extreme] = [0, 0]
  for (const each of [...likelihoods, ...below.slice(1)]) {
    all += each
    // R's tolerance for tables that are equally likely but for rounding.
    if (each <= observed * (1 + 1e-7)) extreme += each
  }
  return extreme / all
}
