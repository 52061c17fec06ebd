import type { Report } from '../../shared/report.ts'
import { bandNames, bandOf } from '../../shared/scale.ts'

type Counted = {
  readonly score: { readonly bands: readonly { readonly band: string }[] }
  readonly distribution: readonly { readonly rating: number }[]
  readonly threshold: Pick<Report['threshold'], 'direction' | 'positive' | 'negative'>
}

/** Which points of the scale count as what, best first: `satisfied: 4 or 5; neutral: 3; dissatisfied: 1 or 2`. */
export function countsAs({ score, distribution, threshold }: Counted): string {
  const ratings = distribution.map(({ rating }) => rating)
  const scale = { ...threshold, min: Math.min(...ratings), max: Math.max(...ratings) }
  return bandNames
    .flatMap((band, place) => {
      const own = ratings.filter((rating) => bandOf(scale, rating) === band)
      return own.length === 0 ? [] : [`${score.bands[place]!.band}: ${pointsInWords(own)}`]
    })
    .join('; ')
}

function pointsInWords(points: readonly number[]): string {
  const [first, last] = [points[0]!, points.at(-1)!]
  if (points.length === 1) return `${first}`
  return points.length === 2 ? `${first} or ${last}` : `${first} to ${last}`
}
