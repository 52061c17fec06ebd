/** The widget's vocabulary: types only, so that every folder may import it. */

import type { Rests } from '../shared/cadence.ts'
import type { Circumstances, NewResponse, NewView } from '../shared/response.ts'
import type { ClosedSurvey, PublicSurvey } from '../shared/survey.ts'
import type { Hands } from './rules/hands.ts'

/** One call of `sayso(…)`: the command's name and its arguments. */
export type Call = readonly [command?: unknown, ...args: unknown[]]

/** The global function of the script tag: the snippet's queue at first, then the loader's. */
export interface Sayso extends SaysoState {
  (...call: Call): unknown
}

interface SaysoState {
  q?: unknown[]
  ready?: boolean
  /** Nothing is stored in this browser. */
  forgetful?: boolean
  /** Of the newest tag. */
  session?: Session
  /** That of the tag before, which it passes on to. */
  before?: Sayso | undefined
}

/** The same as a page may call it. The loader returns promises of what came of it; the snippet's queue nothing. */
export interface PageSayso extends SaysoState {
  /** Shows a survey now: the one of this id, or the page's own. */
  (command: 'show', surveyId?: string, how?: ShowPlace): unknown
  (command: 'show', how: ShowPlace): unknown
  /** Says who is asking. */
  (command: 'identify', respondent: unknown, properties?: PageData['properties']): unknown
  /** Something happened that a survey may wait for. */
  (command: 'track', event: string, properties?: PageData['properties']): unknown
  /** Listens; the promise brings the undo. */
  <Name extends SurveyEvent>(command: 'on', event: Name, listener: ListenerTo<Name>): unknown
  /** Shows the survey in another language. */
  (command: 'language', tag: string): unknown
  (command: 'consent', given: boolean): unknown
  /** Answers are stored outside every score. */
  (command: 'test', is: boolean): unknown
  (command: 'preview', shown: PreviewOptions): unknown
  /** The promise brings every reason a survey does or does not show. */
  (command: 'explain'): unknown
  /** Puts the focus into the open survey: for a key of the page's own. */
  (command: 'focus'): unknown
  (command: 'close' | 'destroy'): unknown
}

interface ShowPlace {
  /** The element to show it in, or its CSS selector; without one it is where its format says. */
  readonly target?: Element | string
  readonly properties?: PageData['properties']
}

export interface PreviewOptions {
  readonly survey: PublicSurvey
  /** The element to show it in; without one it is where its format says. */
  readonly target?: Element
  /** How far the person has come, and with which rating. */
  readonly step?: Conversation['step']
  readonly rating?: number
  /** Stands for the person in the survey's words. */
  readonly name?: string
}

declare global {
  var sayso: PageSayso | undefined
  /** The collector sets it right before the loader, in the same file; the loader takes and deletes it. */
  var saysoFilled: Filled | undefined
}

/** The collector's data for one survey. It comes with the survey's own loader, or as a module. */
export interface EmbeddedSurvey {
  readonly survey: PublicSurvey | ClosedSurvey
  /** How long its people rest; not of a closed survey. */
  readonly rests?: Rests
  /** Paths of the files it is drawn and asked with, beside the renderer; not of a closed survey. */
  readonly chunks?: readonly string[]
  /** The origins whose pages may show it, hashed; any when left out. */
  readonly allows?: readonly number[]
}

/** What the collector puts before the loader. */
export interface Filled extends Partial<EmbeddedSurvey> {
  /** Path of the renderer. */
  readonly renderer: string
}

/** What the page says about the person and the moment, in whatever shape it has it. */
export interface PageData {
  respondent?: unknown
  properties?: Readonly<Record<string, unknown>>
  /** Answers are stored, but outside every score. */
  test?: boolean
}

/** One person on one page, as far as the page has said so by now: the loader writes it, the others read it. */
export interface Session extends PageData {
  /** The collector's address, without a slash at its end. */
  readonly collector: string
  /** The survey the page is for. */
  readonly surveyId: string
  /** The element to show it in, or its CSS selector; without one it is where its format says. */
  readonly target?: Element | string
  /** A definition that need not be fetched. */
  survey?: PublicSurvey | ClosedSurvey
  /** How long people rest from the page's survey, once it is found. */
  restDurations?: Rests
  readonly listeners: Listeners
  /** The origins whose pages may show the survey, hashed; any when left out. */
  readonly allows?: readonly number[] | undefined
  /** Names of the events tracked so far, which surveys may wait for. */
  readonly tracked: Set<unknown>
  /** Consent was given, or is not needed and the browser sends no privacy signal. */
  hasConsent: boolean
  /** What the person's hands did, from when a survey is about to show unprompted. */
  hands?: Hands
  /** Something was shown or closed already: from then on nothing shows unprompted. */
  isTouched?: boolean
}

export type Listener = (detail?: unknown) => unknown

/** The page's listeners to what happens to a survey. */
export type Listeners = Set<readonly [event: unknown, listener: Listener]>

/** Tells the page's listeners; an `error` brings a sentence. */
export type Tell = (event: SurveyEvent, detail?: unknown) => void

/** What happens to a survey, and what the news of it brings: `error` a sentence. */
export interface EventDetails {
  readonly shown: undefined
  readonly rated: { readonly rating: number }
  readonly commented: Answer
  readonly dismissed: undefined
  readonly error: string
}

export type SurveyEvent = keyof EventDetails

export type ListenerTo<Name extends SurveyEvent> = (detail: EventDetails[Name]) => unknown

/** An event's name and what it brings, as the arguments of one function. */
export type Happened = { [Name in SurveyEvent]: [event: Name, detail: EventDetails[Name]] }[SurveyEvent]

/** What a person may say beside the rating. */
export interface Remarks {
  readonly comment: string
  /** Reasons ticked; absent before the first tick. */
  readonly choices?: readonly string[]
  /** Whether the person may be contacted; absent before they said. */
  readonly contact?: boolean
}

/** What the person has said so far. */
export type Answer = { readonly rating: number } & Partial<Remarks>

/** How far the person has come. The rating may change until the thanks. */
export type Conversation =
  | { readonly step: 'asking' }
  | ({ readonly step: 'commenting'; readonly rating: number } & Remarks)
  | ({ readonly step: 'thanked'; readonly rating: number } & Remarks)

/** One showing of a survey. */
export interface Showing {
  readonly survey: PublicSurvey
  /** The collector's address, without a slash at its end. */
  readonly collector: string
  /** The element to show it in; without one it is where its format says. */
  readonly target: Element | null
  /** Finds the target again when the page has made it anew; left out, it is the element of the same id. */
  find?(): Element | null
  /** Its answers are stored, but outside every score. */
  readonly test?: boolean
  /** Begins there, and nothing is sent or announced: the survey is only looked at. */
  readonly rehearsal?: Conversation
  /** Asked at every save, as the page may say who this is after the survey was shown. */
  circumstances(): Circumstances
  /** The person answered it, or dismissed it. */
  done(deed: 'answered' | 'dismissed'): void
  /** It is no longer on the page; `isLost` when the page took away its place. */
  gone(isLost?: boolean): void
  /** Hears what happens. What it throws is ignored. */
  on?: Tell
}

/** A survey on the page, until it is closed or the page takes it away itself. */
export interface Shown {
  readonly element: Element
  /** Shows the same survey in another language, with all that was said so far. */
  setSurvey(survey: PublicSurvey): void
  /** Puts the focus into it: on the chosen point, else on what comes first. */
  focus(): void
  close(): void
}

/** What is sent to a collector: revisions of a response, and what became of a view. */
export type Message = NewResponse | NewView
