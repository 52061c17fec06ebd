import { contrast } from '../../shared/contrast.ts'
import { displayFor } from '../../shared/display.ts'
import { fewestPlanned, plannedAnswers, widestSpread } from '../../shared/goal.ts'
import { bandNames, bandOf, points } from '../../shared/scale.ts'
import { hasLocale } from '../built-data/locales.ts'
import type { FieldError } from '../http/problem.ts'
import { nobodyWarnings } from '../responses/nobodies.ts'
import type { Services } from '../services.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { asksUsual, lackOf } from './spoken-survey.ts'
import { scaleOfSurvey } from './survey-scale.ts'

/**
 * Warnings about a survey that was saved anyway: settings without effect or hard to see, and names it was sent that
 * are nobody's. Empty when there are none.
 */
export async function warningsOf(
  services: Pick<Services, 'asset'>,
  survey: SurveyRecord,
): Promise<FieldError[]> {
  return [
    ...faintAccent(survey),
    ...(await withoutWords(services, survey)),
    ...(await untranslated(services, survey)),
    ...withoutEffect(survey),
    ...neverAsked(survey),
    ...nobodyWarnings(survey.id),
  ]
}

/** The contrast that WCAG 1.4.11 asks of parts of an interface. */
const leastContrast = 3
/** The card's background in each colour scheme, as the widget draws it. */
const cards = { light: '#ffffff', dark: '#1d2126' } as const

/** With less contrast than WCAG 1.4.11 asks, only the border marks the selected answer. */
function faintAccent({ definition: { look } }: SurveyRecord): FieldError[] {
  const accent = look?.accent
  if (!accent) return []
  return (['light', 'dark'] as const)
    .filter((scheme) => (look.scheme ?? 'auto') === 'auto' || look.scheme === scheme)
    .map((scheme) => ({ scheme, ratio: contrast(accent, cards[scheme]) }))
    .filter(({ ratio }) => ratio < leastContrast)
    .map(({ scheme, ratio }) => ({
      field: 'look.accent',
      detail: `has a contrast of ${ratio.toFixed(2)}:1 on the ${scheme} card, below ${leastContrast}:1, so only the border marks the selected answer`,
    }))
}

/** Languages without built-in words. */
async function withoutWords(
  services: Pick<Services, 'asset'>,
  { definition: { language, translations, words } }: SurveyRecord,
): Promise<FieldError[]> {
  const lacking = Object.entries(translations ?? {}).map(async ([tag, own]) => {
    const lack = lackOf(own)
    if (lack.length === 0 || (await hasLocale(services, tag))) return []
    const detail = `is a language without interface words, so nobody is asked in it, rather than partly in English, until it has all of its own: ${lack.join(', ')}`
    return [{ field: `translations.${tag}`, detail }]
  })
  const isCovered = lackOf({ ...everyText, words: words ?? {} }).length === 0
  const detail =
    'is a language without interface words: buttons and labels are in English, unless `words` has them'
  const base = isCovered || (await hasLocale(services, language)) ? [] : [{ field: 'language', detail }]
  return [...base, ...(await Promise.all(lacking)).flat()]
}

/** A survey itself always has its texts. */
const everyText = { question: '', lowLabel: '', highLabel: '', commentPrompt: '', thanks: '' }

/** What translations lack of the survey's own texts, where something else is shown instead. */
async function untranslated(services: Pick<Services, 'asset'>, survey: SurveyRecord): Promise<FieldError[]> {
  const { translations, choices, byBand } = survey.definition
  const asksOwn = !(await asksUsual(services, survey))
  return Object.entries(translations ?? {}).flatMap(([tag, own]) => {
    const lacksLink = bandNames.some((band) => byBand?.[band]?.link && !own.byBand?.[band]?.link)
    const found: Record<string, string | false> = {
      question: asksOwn && !own.question && 'is missing: the usual question of the metric is asked instead',
      choices: !!choices?.length && !own.choices && 'is missing: no reasons are offered in this language',
      byBand: lacksLink && 'lacks a link: its site is shown as its label',
    }
    return Object.entries(found).flatMap(([name, detail]) =>
      detail ? [{ field: `translations.${tag}.${name}`, detail }] : [],
    )
  })
}

/** Settings that change nothing in this survey. */
function withoutEffect(survey: SurveyRecord): FieldError[] {
  const { metric, definition } = survey
  const { format, corner, display, byBand, primary, goal } = definition
  const scale = scaleOfSurvey(survey)
  const found: Record<string, string | false> = {
    display:
      display !== null &&
      displayFor(scale, display) !== display &&
      `has no effect: ${display} do not fit the scale ${survey.scale} of ${metric}, which shows numbers`,
    format:
      format === 'inline' &&
      'has no effect by itself: the page gives the survey its place, with target or <sayso-survey>; elsewhere it is a popover',
    corner:
      corner !== null &&
      ['modal', 'bar', 'page'].includes(format) &&
      `has no effect: format ${format} stands in no corner`,
    'byBand.neutral':
      byBand?.neutral !== undefined &&
      points(scale).every((point) => bandOf(scale, point) !== 'neutral') &&
      'has no effect: no point of the scale is neutral',
    'goal.width':
      goal !== null &&
      plannedAnswers({ metric, primary }, goal.width, widestSpread(scale)) <= fewestPlanned &&
      `is so wide that ${fewestPlanned} answers are enough`,
    primary: primary === 'mean' && metric !== 'ces' && `has no effect: ${metric} has one output`,
  }
  return Object.entries(found).flatMap(([field, detail]) => (detail ? [{ field, detail }] : []))
}

/** Rules that nobody can meet. */
function neverAsked({ definition: { rules } }: SurveyRecord): FieldError[] {
  const { share, from, until, audience = [] } = rules ?? {}
  const isNever = from !== undefined && until !== undefined && Date.parse(until) <= Date.parse(from)
  return [
    ...(share === 0 ? [{ field: 'rules.share', detail: 'is 0: nobody is asked' }] : []),
    ...(isNever ? [{ field: 'rules.until', detail: 'is not later than from: nobody is asked' }] : []),
    ...audience.flatMap(({ is }, place) =>
      is?.length === 0 ? [{ field: `rules.audience.${place}.is`, detail: 'is empty: nobody is asked' }] : [],
    ),
  ]
}
