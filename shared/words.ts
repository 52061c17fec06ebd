/** The interface's own words; the survey brings all others. */
export interface Words {
  /** What the card calls itself to a screen reader. */
  readonly survey: string
  /** For surveys that bring no words of their own for these two. */
  readonly reason: string
  readonly thanks: string
  readonly send: string
  readonly close: string
  /** The two points of a thumbs scale, where the survey does not name them. */
  readonly thumbs: readonly [low: string, high: string]
  /** The name of a drawn point: {n} of {max}. */
  readonly of: string
  /** Above the reasons to tick. */
  readonly choices: string
  /** The person's own words, to tick. */
  readonly contact: string
  /** Of a link, for those who do not see its arrow. */
  readonly newWindow: string
}
