/** A place in a drawing; `null` is a gap. */
export type Place = readonly [x: number, y: number] | null

/** The path of a line through places, broken at gaps. */
export function linePath(places: readonly Place[]): string {
  return runsOf(places)
    .map((run) => `M${run.map(written).join('L')}${run.length === 1 ? 'Z' : ''}`)
    .join('')
}

/** The path around the areas between two lines; both have their gaps in the same places. */
export function bandPath(above: readonly Place[], below: readonly Place[]): string {
  const lower = runsOf(below)
  return runsOf(above)
    .map((run, place) => `M${[...run, ...lower[place]!.toReversed()].map(written).join('L')}Z`)
    .join('')
}

type Point = NonNullable<Place>

/** The stretches without a gap. */
function runsOf(places: readonly Place[]): Point[][] {
  const runs: Point[][] = [[]]
  for (const place of places) {
    if (place) runs.at(-1)!.push(place)
    else runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

/** A thousandth is finer than any screen. */
function written([x, y]: Point): string {
  return `${Number(x.toFixed(3))},${Number(y.toFixed(3))}`
}
