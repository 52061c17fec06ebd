import { draw, seededRandom } from '../random.ts'
import { share } from '../share.ts'
import { type Compared, calibratedBy, type ThemeAudit } from './audit.ts'
import type { Calibrated } from './calibration.ts'

/** What calibrating with a few tagged comments does for the shares, tried out on many tagged ones. */
export interface CalibrationTrial {
  /** How many tagged comments each draw was allowed to see, and how many draws were made. */
  readonly sample: number
  readonly draws: number
  /** The mean size of the share errors, in percentage points: found, calibrated, counted by hand in the sample alone. */
  readonly error: { readonly found: number; readonly calibrated: number; readonly byHand: number }
  /** The shares of the first draw. */
  readonly first: readonly Calibrated[]
}

const draws = 20

/**
 * Draws 20 samples by fixed seeds, calibrates with each, and compares the shares with those people
 * tagged in all comments. `null` when there are no more comments than a sample holds.
 */
export function drawnCalibration(
  compared: readonly Compared[],
  themes: readonly ThemeAudit[],
  sample: number,
): CalibrationTrial | null {
  if (compared.length <= sample || themes.length === 0) return null
  const samples = Array.from({ length: draws }, (_, seed) => draw(compared, sample, seededRandom(seed + 1)))
  const calibrated = samples.map((each) => calibratedBy(each, themes))
  const byHand = samples.map((each) =>
    themes.map(({ theme }) => share(each.filter(({ tagged }) => tagged.has(theme)).length, sample).percent!),
  )
  const errorOf = (percents: readonly number[]) =>
    meanOf(percents.map((percent, at) => Math.abs(percent - themes[at]!.tagged.percent!)))
  return {
    sample,
    draws,
    error: {
      found: errorOf(themes.map(({ found }) => found.percent!)),
      calibrated: meanOf(calibrated.map((each) => errorOf(each.map(({ percent }) => percent)))),
      byHand: meanOf(byHand.map(errorOf)),
    },
    first: calibrated[0]!,
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
