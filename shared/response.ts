/** A value a host may attach to a response; segments are made of these. */
export type PropertyValue = string | number | boolean

/** Who answers, as far as the host says. */
export interface Respondent {
  /** The host's own id for the person. */
  readonly id?: string
  readonly email?: string
  readonly name?: string
  /** HMAC-SHA-256 of the id (else the email) under the workspace's identity secret, hex, made by the host's server. */
  readonly signature?: string
}

/** Named values, as a host attaches them. */
export type Properties = Readonly<Record<string, PropertyValue>>

/** What the host says of the person and the moment; goes with every answer. */
export interface Circumstances {
  readonly respondent?: Respondent
  readonly properties?: Properties
}

/** The way an answer came in. */
export const channels = ['widget', 'page', 'email', 'api', 'import'] as const
export type Channel = (typeof channels)[number]

/** The longest texts that are kept, in UTF-16 code units; longer ones have the answer refused. */
export const longest = {
  comment: 5000,
  respondentId: 200,
  email: 320,
  name: 200,
  propertyName: 64,
  propertyValue: 500,
} as const

/** The most properties one response may carry. */
export const mostProperties = 50

/**
 * What the asking side sends. Each revision carries the whole response: the highest
 * revision that arrives is what is kept, in whatever order and however often they come.
 */
export interface NewResponse {
  readonly surveyId: string
  /** Made by the client, once per showing; the view and its response share it. */
  readonly id: string
  /** A secret made by the client; later revisions must repeat it. */
  readonly writeKey: string
  /** 1 for the click on the score, higher for every later change. */
  readonly revision: number
  /** The version of the survey the person saw; the current one when left out. */
  readonly surveyVersion?: number
  readonly rating: number
  readonly comment?: string
  /** Reasons ticked, of those the survey offers. */
  readonly choices?: readonly string[]
  /** The person agreed to be contacted about this answer. */
  readonly contact?: boolean
  /** Stored, but outside every score. */
  readonly test?: boolean
  readonly respondent?: Respondent
  readonly properties?: Properties
  readonly channel?: Channel
}

/** One showing of a survey: that it was shown, or that it was put away unanswered. */
export interface NewView {
  readonly surveyId: string
  /** The id the response will carry if the person answers. */
  readonly id: string
  readonly event: 'shown' | 'dismissed'
  /** So that an identified person is left in peace on every device. */
  readonly respondent?: Respondent
}
