import { floodReasons } from '../../shared/flood.ts'

/** Evidence of a person: a gesture that scripts cannot fake, or a form sent where no script ran. */
export const signs = ['pointer', 'touch', 'wheel', 'key', 'click', 'form'] as const
export type Sign = (typeof signs)[number]

/** Evidence of a machine: a known scanner, opened before the mail was sent, or the hidden link. */
export type Mark = 'scanner' | 'early' | 'decoy'

/** Why an answer that came by a link is held: evidence of a machine, or no sign of a person yet. */
export const visitReasons = ['scanner', 'early', 'decoy', 'all-scores', 'several-scores', 'no-sign'] as const
export type VisitReason = (typeof visitReasons)[number]

/** Why an answer is held; `unsigned` where a survey requires an identity, `owner` when somebody decided so. */
export const heldReasons = [...visitReasons, 'unsigned', ...floodReasons, 'owner'] as const
export type HeldReason = (typeof heldReasons)[number]

/** The parts of an answer besides the rating. */
export interface AnswerDetails {
  readonly comment?: string
  readonly choices?: readonly string[]
  readonly contact?: boolean
}

/** One opening of a link by a client that ran the page's script or sent its form. Times in milliseconds. */
export interface Visit {
  readonly id: string
  /** Increases with every event, over all visits to the response. */
  readonly seq: number
  readonly mark: Mark | null
  /** The score in the link. */
  readonly offered: number | null
  /** The score chosen so far. */
  readonly rating: number | null
  readonly said: AnswerDetails | null
  readonly sign: Sign | null
  readonly signedAt: number | null
  readonly openedAt: number
  readonly changedAt: number
}
