/** A point of a line; `null` is a gap. */
export type PathPoint = readonly [x: number, y: number] | null

/** The SVG path of a line through the points, broken at gaps. A point between two gaps becomes a dot. */
export function linePath(points: readonly PathPoint[]): string {
  return unbrokenRuns(points)
    .map((run) => `M${run.map(coordinates).join('L')}${run.length === 1 ? 'Z' : ''}`)
    .join('')
}

/** The SVG path of the area between two lines. Both must have their gaps at the same indexes. */
export function bandPath(above: readonly PathPoint[], below: readonly PathPoint[]): string {
  const lower = unbrokenRuns(below)
  return unbrokenRuns(above)
    .map((run, index) => `M${[...run, ...lower[index]!.toReversed()].map(coordinates).join('L')}Z`)
    .join('')
}

type Point = NonNullable<PathPoint>

function unbrokenRuns(points: readonly PathPoint[]): Point[][] {
  const runs: Point[][] = [[]]
  for (const point of points) {
    if (point) runs.at(-1)!.push(point)
    else runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

// Three decimals are finer than any screen.
function coordinates([x, y]: Point): string {
  return `${Number(x.toFixed(3))},${Number(y.toFixed(3))}`
}
