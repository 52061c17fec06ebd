import { type Locale, tagFor, type WidgetWords, withWords } from '../../shared/locale.ts'
import type { Scale } from '../../shared/scale.ts'
import type { BandWords, PublicSurvey } from '../../shared/survey.ts'
import { hasLocale, localeFor, localeTagFor, ownTagFor } from '../built-data/locales.ts'
import type { Definition } from '../contract/surveys.ts'
import type { Services } from '../services.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { usualWords } from './complete-survey.ts'

type Assets = Pick<Services, 'asset'>
type Translation = NonNullable<Definition['translations']>[string]

/** A survey in one language. */
export interface SpokenSurvey {
  /** As the person who answers, and the page it is asked on, may see it. */
  readonly shown: PublicSurvey
  /** The built-in words in that language, with the survey's own in their place. */
  readonly locale: Locale
  /** Whether others than it may get it in another language. */
  readonly isOneOfMany: boolean
}

/**
 * A survey in the first of the preferred languages it has, else in its own; a survey without words of its own
 * has every built-in language. All texts are in that one language: what a translation lacks comes from the
 * built-in words. What was not set is left out, to keep it small.
 */
export async function spokenSurvey(
  services: Assets,
  survey: SurveyRecord,
  scale: Scale,
  preferred: readonly string[] = [],
): Promise<SpokenSurvey> {
  const { id, version, metric, definition } = survey
  const language = await languageFor(services, survey, preferred)
  const isBase = language === definition.language
  const translation = definition.translations?.[language]
  const usual = await localeFor(services, language)
  const own = isBase ? definition.words : translation?.words
  const locale = withWords(usual, own)
  const texts = isBase ? definition : await translated(services, survey, locale, translation ?? {})
  const { question, lowLabel, highLabel, commentPrompt, thanks, byBand, choices } = texts
  const { format, corner, display, look, rules } = definition
  const languages = [definition.language, ...(await spokenTranslations(services, survey))]
  const others = languages.filter((each) => each !== language)
  const wordsIn = await localeTagFor(services, language)
  // A word that older translations do not have is not said in another language.
  const hasOwnWords = await hasLocale(services, language)
  const shown: PublicSurvey = {
    ...{ id, version, metric, scale, language, format, question, lowLabel, highLabel, commentPrompt, thanks },
    ...given({ corner, display, byBand, choices, look, rules }),
    ...(definition.contact && { contact: true }),
    ...(others.length > 0 && { languages: others }),
    ...(wordsIn !== language && { wordsIn }),
    words: hasOwnWords || own?.saved ? locale.widget : { ...locale.widget, saved: '' },
  }
  // English texts in a language without words of its own are English, and so read from left to right.
  const isAnyLanguage = await isStock(services, survey)
  const isEnglish = isBase && isAnyLanguage && !hasOwnWords
  return {
    shown: isEnglish ? { ...shown, language: 'en' } : shown,
    locale,
    isOneOfMany: isAnyLanguage || others.length > 0,
  }
}

type Optional = Pick<Definition, 'corner' | 'display' | 'byBand' | 'choices' | 'look' | 'rules'>

function given(fields: Partial<Optional>): Partial<PublicSurvey> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null))
}

/** The texts of a translation, completed from the words of its language and from nothing else. */
async function translated(
  services: Assets,
  survey: SurveyRecord,
  { widget, questions }: Locale,
  own: Translation,
): Promise<
  Pick<Definition, 'question' | 'lowLabel' | 'highLabel' | 'commentPrompt' | 'thanks'> & Partial<Optional>
> {
  const { definition, metric, scale } = survey
  const usual = questions[scale === '1-5-effort' ? 'effort' : metric]
  // Ends belong to a question: those of one that is not translated do not fit the usual one.
  const ends = own.question || (await asksUsual(services, survey)) ? own : {}
  const endFor = (name: 'lowLabel' | 'highLabel') =>
    ends[name] ?? (definition[name] === '' ? '' : usual[name])
  return {
    question: own.question || usual.question,
    lowLabel: endFor('lowLabel'),
    highLabel: endFor('highLabel'),
    commentPrompt: own.commentPrompt || widget.reason,
    thanks: own.thanks || widget.thanks,
    byBand: bandsOf(definition.byBand ?? {}, own.byBand ?? {}),
    choices: own.choices ?? null,
  }
}

type ByBand = NonNullable<Definition['byBand']>

/** The words by band of a translation. A link that it lacks is called by the site it leads to. */
function bandsOf(base: ByBand, own: ByBand): ByBand | null {
  const bands = (['positive', 'neutral', 'negative'] as const).flatMap((band) => {
    const url = base[band]?.link?.url
    const link = own[band]?.link ?? (url && { label: new URL(url).hostname, url })
    const words = { ...own[band], ...(link && { link }) } as BandWords
    return Object.keys(words).length > 0 ? [[band, words] as const] : []
  })
  return bands.length > 0 ? Object.fromEntries(bands) : null
}

/** Whether the survey asks the question that its metric is usually asked with. */
export async function asksUsual(
  services: Assets,
  { metric, scale, definition }: SurveyRecord,
): Promise<boolean> {
  const { questions } = await localeFor(services, definition.language)
  return questions[scale === '1-5-effort' ? 'effort' : metric].question === definition.question
}

/** Whether a survey has no words of its own, so that every language can have it whole. */
async function isStock(services: Assets, survey: SurveyRecord): Promise<boolean> {
  const { metric, scale, definition } = survey
  const locale = await localeFor(services, definition.language)
  const usual = {
    ...locale.questions[scale === '1-5-effort' ? 'effort' : metric],
    ...usualWords(locale, definition.language),
  }
  const names = Object.keys(usual) as (keyof typeof usual)[]
  const hasOwn = definition.byBand || definition.choices?.length || definition.words
  // A text left empty is said in built-in words, except for the question.
  return !hasOwn && names.every((name) => definition[name] === usual[name] || definition[name] === '')
}

/** Built-in words a translation must bring along in a language that has none. */
const needed = [
  'survey',
  'send',
  'close',
  'of',
  'chosen',
  'choices',
  'contact',
  'newWindow',
  'thumbs',
] as const satisfies readonly (keyof WidgetWords)[]

/** What a translation into a language without words still lacks to be shown; empty when nothing. */
export function lackOf(own: Translation): string[] {
  const texts = ['question', 'lowLabel', 'highLabel', 'commentPrompt', 'thanks'] as const
  const thumbs = own.words?.thumbs
  const hasWord = (name: (typeof needed)[number]) =>
    name === 'thumbs' ? thumbs?.low && thumbs.high : own.words?.[name]
  return [
    ...texts.filter((name) => own[name] === undefined),
    ...needed.filter((name) => !hasWord(name)).map((name) => `words.${name}`),
  ]
}

/** The translations people can get: those into a language without words only when they bring all of them. */
async function spokenTranslations(services: Assets, { definition }: SurveyRecord): Promise<string[]> {
  const entries = Object.entries(definition.translations ?? {})
  const spoken = await Promise.all(
    entries.map(async ([tag, own]) => lackOf(own).length === 0 || (await hasLocale(services, tag))),
  )
  return entries.filter((_, place) => spoken[place]).map(([tag]) => tag)
}

/** The first preferred language there is, else the survey's own. */
async function languageFor(
  services: Assets,
  survey: SurveyRecord,
  preferred: readonly string[],
): Promise<string> {
  const own = survey.definition.language
  if (preferred.length === 0) return own
  const available = [own, ...(await spokenTranslations(services, survey))]
  const isAnyLanguage = await isStock(services, survey)
  for (const wanted of preferred) {
    const found = closest(wanted, available)
    if (found) return found
    const builtIn = isAnyLanguage ? await ownTagFor(services, wanted) : undefined
    if (builtIn) return builtIn
  }
  return own
}

/** The available language closest to the wanted one: pt-BR takes pt-BR, else pt, else any pt; iw takes he. */
function closest(wanted: string, available: readonly string[]): string | undefined {
  const names = new Map(available.map((tag) => [canonical(tag), tag]))
  const base = (tag: string) => tag.split('-')[0]
  const name = canonical(wanted)
  const near = tagFor(wanted, [...names.keys()])
  if (names.has(name) || near) return names.get(name) ?? names.get(near!)
  return available.find((tag) => base(canonical(tag)) === base(name))
}

/** A tag as browsers write it now; the same when it is none. */
function canonical(tag: string): string {
  try {
    return new Intl.Locale(tag).toString()
  } catch {
    return tag
  }
}
