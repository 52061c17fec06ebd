import { cesScales } from './ces.ts'
import { csatScales } from './csat.ts'
import type { WidgetWords } from './locale.ts'
import { npsScales } from './nps.ts'
import type { PropertyValue } from './response.ts'
import { type Band, type Metric, type Scale, withThreshold } from './scale.ts'

/** Every scale of every metric, by the name it is chosen by. */
export const scales = { nps: npsScales, csat: csatScales, ces: cesScales } as const

export type ScaleName = keyof typeof npsScales | keyof typeof csatScales | keyof typeof cesScales

/** The scale a survey uses when it names none. */
export const defaultScale = { nps: '0-10', csat: '1-5', ces: '1-7' } as const satisfies Record<
  Metric,
  ScaleName
>

/**
 * The scale a metric uses under a name, with its positive band moved to `threshold` when
 * one is given. `null` when the metric has no such scale, when the threshold leaves a band
 * empty, or when NPS, whose cut-points are its definition, is given one.
 */
export function scaleOf(metric: Metric, name: string, threshold?: number | null): Scale | null {
  const offered: Readonly<Record<string, Scale>> = scales[metric]
  const scale = Object.hasOwn(offered, name) ? offered[name] : undefined
  if (!scale) return null
  if (threshold == null || threshold === scale.positive) return scale
  return metric === 'nps' ? null : withThreshold(scale, threshold)
}

/** Where in the host's window a survey appears. */
export const formats = ['popover', 'modal', 'bar', 'inline', 'page'] as const
export type Format = (typeof formats)[number]

/** The corner a popover stands in; start and end follow the direction of the language. */
export const corners = ['bottom-end', 'bottom-start', 'top-end', 'top-start'] as const
export type Corner = (typeof corners)[number]

/** What the points of the scale look like. */
export const displays = ['numbers', 'stars', 'smileys', 'thumbs'] as const
export type Display = (typeof displays)[number]

/** Words and a link for those whose rating fell in one band; what is left out is as for everybody. */
export interface BandWords {
  readonly commentPrompt?: string
  readonly thanks?: string
  /** Offered with the thanks, for instance a review site for promoters. https only. */
  readonly link?: { readonly label: string; readonly url: string }
}

/** How the host wants it to look; what is left out is ours. */
export interface Look {
  readonly scheme?: 'auto' | 'light' | 'dark'
  /** #rrggbb */
  readonly accent?: string
  /** Of corners, in CSS pixels, 0–32. */
  readonly radius?: number
  /** A font-family list of fonts the host page already has. */
  readonly font?: string
  /** An image above the question: an https address, or a data: URL. */
  readonly logo?: string
  /** In which digits the points are written; `latin` when left out. */
  readonly digits?: 'latin' | 'native'
}

/** What has to happen on the page before a survey shows by itself; all that are given. */
export interface Trigger {
  /** The host called `sayso('track', name)`. */
  readonly event?: string
  /** Seconds since the page was opened or, with `event` or `click`, since that happened. */
  readonly seconds?: number
  /** Percent of the page scrolled past. */
  readonly scroll?: number
  /** The pointer left the window at its top. */
  readonly exit?: boolean
  /** Something that matches this CSS selector was clicked. */
  readonly click?: string
  /** Seconds without any input. */
  readonly idle?: number
}

/** A property of the person or page and the values it must have, or must not. */
export interface AudienceRule {
  readonly property: string
  readonly is?: readonly PropertyValue[]
  readonly not?: readonly PropertyValue[]
}

/** When, where and to whom a survey shows by itself. No regular expressions anywhere. */
export interface Rules {
  readonly when?: Trigger
  /**
   * Addresses, `*` standing for anything: `/billing/*` is matched against the path, a pattern
   * with `://` against the whole address. None given: every page.
   */
  readonly pages?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] }
  /** All of them must hold. */
  readonly audience?: readonly AudienceRule[]
  /** The share of people asked, 0–1, always the same ones. */
  readonly share?: number
  /** Days of rest after this survey was answered or dismissed; `null` is for ever. */
  readonly afterAnswered?: number | null
  readonly afterDismissed?: number | null
  /** Days of rest after any survey of the workspace was shown. */
  readonly quietDays?: number
  /** How many counted answers are enough: with them the survey is asked of nobody any more. */
  readonly quota?: number
  /** ISO 8601: not before, and not from then on. */
  readonly from?: string
  readonly until?: string
}

/**
 * What the asking side needs to know of a survey: all of it, and nothing about its owner.
 * What may be left out has a default, so that the definition stays small.
 */
export interface PublicSurvey {
  readonly id: string
  readonly version: number
  readonly metric: Metric
  readonly scale: Scale
  /** BCP 47; sets `lang` and `dir` of what is shown. */
  readonly language: string
  /** The language whose interface words to use, where that is not `language` itself. */
  readonly wordsIn?: string
  /** The interface's words in that language; English when left out. */
  readonly words?: WidgetWords
  /** The other languages it can be had in. */
  readonly languages?: readonly string[]
  readonly format: Format
  /** `bottom-end` when left out. */
  readonly corner?: Corner
  /** `numbers` when left out. */
  readonly display?: Display
  readonly question: string
  /** What the two ends of the scale mean, in words; may be empty. */
  readonly lowLabel: string
  readonly highLabel: string
  readonly commentPrompt: string
  readonly thanks: string
  readonly byBand?: Readonly<Partial<Record<Band, BandWords>>>
  /** Reasons to tick beside the comment. */
  readonly choices?: readonly string[]
  /** Asks «may we contact you about this?». */
  readonly contact?: boolean
  readonly look?: Look
  /** The name of the workspace, which is what its logo shows. */
  readonly customer?: string
  readonly rules?: Rules
}

/** Whether its interface words are of another language: it has one that the product has no words for. */
export function isForeign({ language, wordsIn = language }: PublicSurvey): boolean {
  return wordsIn.split('-')[0] !== language.split('-')[0]
}

/** Instead of the definition of a survey that is not asked any more. */
export interface ClosedSurvey {
  readonly id: string
  readonly closed: 'manually' | 'full'
}
