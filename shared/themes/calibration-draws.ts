import { draw, seededRandom } from '../random.ts'
import { share } from '../share.ts'
import { type ComparedComment, calibratedBy, type ThemeAudit } from './audit.ts'
import type { CalibratedShare } from './calibration.ts'

/** How much calibration by small samples improves the shares, simulated on many tagged comments. */
export interface CalibrationTrial {
  /** The tagged comments per draw, and the number of draws. */
  readonly sample: number
  readonly draws: number
  /** The mean absolute share error, in percentage points: of the rules alone, calibrated, and of the sample's tags alone. */
  readonly error: { readonly found: number; readonly calibrated: number; readonly byHand: number }
  /** The shares of the first draw. */
  readonly first: readonly CalibratedShare[]
}

const draws = 20

/**
 * Draws 20 samples by fixed seeds, calibrates with each, and compares the shares with those tagged in all
 * comments. `null` when a sample would hold every comment, or there are no themes.
 */
export function drawnCalibration(
  compared: readonly ComparedComment[],
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
