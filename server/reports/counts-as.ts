import type { Report } from '../../shared/report.ts'
import { bandNames, bandOf } from '../../shared/scale.ts'

type Counted = {
  readonly score: { readonly bands: readonly { readonly band: string }[] }
  readonly distribution: readonly { readonly rating: number }[]
  readonly threshold: Pick<Report['threshold'], 'direction' | 'positive' | 'negative'>
}

/** The points of the scale that count as each band, best first; without bands that have none. */
export function pointsOfBands({ score, distribution, threshold }: Counted) {
  const ratings = distribution.map(({ rating }) => rating)
  const scale = { ...threshold, min: Math.min(...ratings), max: Math.max(...ratings) }
  return bandNames.flatMap((band, place) => {
    const points = ratings.filter((rating) => bandOf(scale, rating) === band)
    return points.length === 0 ? [] : [{ band: score.bands[place]!.band, points }]
  })
}

/** Which points of the scale count as what, best first: `satisfied: 4 or 5; neutral: 3; dissatisfied: 1 or 2`. */
export function countsAs(report: Counted): string {
  return pointsOfBands(report)
    .map(({ band, points }) => `${band}: ${pointsInWords(points)}`)
    .join('; ')
}

function pointsInWords(points: readonly number[]): string {
  const [first, last] = [points[0]!, points.at(-1)!]
  if (points.length === 1) return `${first}`
  return points.length === 2 ? `${first} or ${last}` : `${first} to ${last}`
}
