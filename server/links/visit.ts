/** What a person did on a page, of what scripts cannot do; or sent its form where no script ran. */
export const signs = ['pointer', 'touch', 'wheel', 'key', 'click', 'form'] as const
export type Sign = (typeof signs)[number]

/** What the way a link was opened gives away: a known scanner, before the mail was sent, a hidden link. */
export type Mark = 'scanner' | 'early' | 'decoy'

/** Why an answer is held: what looked like a machine, or that nobody gave a sign yet. */
export const heldReasons = ['scanner', 'early', 'decoy', 'all-scores', 'several-scores', 'no-sign'] as const
export type HeldReason = (typeof heldReasons)[number]

/** What was said beside the rating. */
export interface Said {
  readonly comment?: string
  readonly choices?: readonly string[]
  readonly contact?: boolean
}

/** One opening of a link by something that ran the page's script or sent its form. Times in milliseconds. */
export interface Visit {
  readonly id: string
  /** Its place in what happened, over all visits to the response. */
  readonly seq: number
  readonly mark: Mark | null
  /** The score in the link. */
  readonly offered: number | null
  /** The score chosen by now. */
  readonly rating: number | null
  readonly said: Said | null
  readonly sign: Sign | null
  readonly signedAt: number | null
  readonly openedAt: number
  readonly changedAt: number
}
