/** A value a host may attach to a response; segments are made of these. */
export type PropertyValue = string | number | boolean

/** The person who answers, as far as the host says. */
export interface Respondent {
  /** The host's own id for the person. */
  readonly id?: string
  readonly email?: string
  readonly name?: string
  /** A JWT of the host's server that says who this is: see docs/identity.md. */
  readonly token?: string
  /** HMAC-SHA-256 of the id with the workspace's identity secret, in hex, as hosts made it before there were tokens. */
  readonly signature?: string
}

/** Named values, as a host attaches them. */
export type Properties = Readonly<Record<string, PropertyValue>>

/** The person and properties the host attaches to every answer. */
export interface Circumstances {
  readonly respondent?: Respondent
  readonly properties?: Properties
}

/** How an answer came in, as the collector saw it: from a page, its own page, a mail's link, another program, a table. */
export const channels = ['widget', 'page', 'email', 'api', 'import'] as const
export type Channel = (typeof channels)[number]

/** The most UTF-16 code units of each text; an answer with a longer one is refused. */
export const longest = {
  comment: 5000,
  respondentId: 200,
  email: 320,
  name: 200,
  token: 8000,
  propertyName: 64,
  propertyValue: 500,
} as const

/** The most properties one response may carry. */
export const mostProperties = 50

/**
 * A response as the client sends it. Each revision carries the whole response: the highest
 * revision is kept, in whatever order and however often they arrive.
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
  /** The choices ticked, of those the survey offers. */
  readonly choices?: readonly string[]
  /** The person agreed to be contacted about this answer. */
  readonly contact?: boolean
  /** Stored, but outside every score. */
  readonly test?: boolean
  readonly respondent?: Respondent
  readonly properties?: Properties
  /** What the client says of itself; the collector goes by what it sees. */
  readonly channel?: Channel
  /** The language the survey was shown in, BCP 47. */
  readonly language?: string
}

/** One showing of a survey: that it was shown, or dismissed without an answer. */
export interface NewView {
  readonly surveyId: string
  /** The id the response will carry if the person answers. */
  readonly id: string
  readonly event: 'shown' | 'dismissed'
  /** So that an identified person is not asked again on another device. */
  readonly respondent?: Respondent
}
