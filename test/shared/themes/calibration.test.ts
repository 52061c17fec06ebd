import { describe, expect, it } from 'vitest'
import { draw, seededRandom } from '../../../shared/random.ts'
import { share } from '../../../shared/share.ts'
import { calibrate, type SampledComment } from '../../../shared/themes/calibration.ts'

const comments = 2000
const isLong = process.env.SAYSO_LONG !== undefined

/** How many percent of the intervals cover the true share, drawn again and again. */
function coverage(tags: number, runs: number, found: number, right: number, missed: number): number {
  const random = seededRandom(tags)
  let covered = 0
  for (let run = 0; run < runs; run += 1) {
    const all: SampledComment[] = Array.from({ length: comments }, (_, place) => {
      const isFound = place < found * comments
      return { found: isFound, tagged: random() < (isFound ? right : missed) }
    })
    const truth = share(all.filter(({ tagged }) => tagged).length, comments).percent!
    const sample = draw(all, tags, random)
    const [{ interval }] = calibrate([
      { theme: 'pricing', found: share(found * comments, comments), sample },
    ]) as [ReturnType<typeof calibrate>[number]]
    if (interval.low <= truth && truth <= interval.high) covered += 1
  }
  return (100 * covered) / runs
}

describe('the interval of a corrected share', () => {
  const cases = isLong
    ? [0.02, 0.05, 0.1, 0.2, 0.4].flatMap((found) =>
        [0.3, 0.6, 0.9].flatMap((right) =>
          [0.002, 0.02, 0.1].map((missed) => [found, right, missed] as const),
        ),
      )
    : ([
        [0.05, 0.5, 0.15],
        [0.1, 0.5, 0.002],
        [0.3, 0.7, 0.03],
        [0.4, 0.9, 0.1],
      ] as const)
  it.each(cases.flatMap((each) => [30, 200].map((tags) => [tags, ...each] as const)))(
    'covers with %i tags where %f are found, %f of them rightly, and %f are missed',
    (tags, ...rest) => {
      expect(coverage(tags, 300, ...rest)).toBeGreaterThanOrEqual(93)
    },
  )

  it('holds the corrected share', () => {
    const sample = Array.from({ length: 30 }, (_, place) => ({ found: place < 9, tagged: place < 3 }))
    const shares = calibrate(
      ['a', 'b', 'c'].map((theme, place) => ({ theme, found: share(300 - 100 * place, 1000), sample })),
    )
    for (const { percent, interval } of shares) {
      expect(percent).toBeGreaterThanOrEqual(interval.low)
      expect(percent).toBeLessThanOrEqual(interval.high)
    }
  })
})
