import type { Rests } from '../shared/cadence.ts'
import type { PublicSurvey, ShutSurvey } from '../shared/survey.ts'
import type { MakeGate } from './gate.ts'

/** What the collector composes for one survey: it stands in the survey's own loader, or comes as a module. */
export type Filled = Askable | { readonly survey: ShutSurvey; readonly gates?: undefined }

export interface Askable {
  readonly survey: PublicSurvey
  /** How long its people are left in peace. */
  readonly rests: Rests
  /** The files it will be drawn with, beside the renderer. */
  readonly parts: readonly string[]
  /** What judges its rules, in the order in which they are looked at and waited for. */
  readonly gates: readonly MakeGate[]
}
