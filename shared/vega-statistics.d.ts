/** What we use of vega-statistics, which ships no types. */
declare module 'vega-statistics' {
  export function quantileNormal(p: number, mean?: number, stdev?: number): number
  export function cumulativeNormal(value: number, mean?: number, stdev?: number): number
}
