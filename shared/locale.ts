import type { Metric } from './scale.ts'

/**
 * Everything Sayso says in one language. Each file of `locales/` holds one, and its name is the
 * language's BCP 47 tag: that file is all it takes to add a language.
 */
export interface Locale {
  readonly widget: WidgetWords
  readonly mail: MailWords
  readonly links: LinkWords
  readonly questions: UsualQuestions
}

/** All locales by tag. */
export type Locales = Readonly<Record<string, Locale>>

/** The interface around a survey, in the widget and on its page; the survey brings its own texts. */
export interface WidgetWords {
  /** The accessible name of the card. */
  readonly survey: string
  /** Asks for a comment where the survey does not. */
  readonly reason: string
  /** Thanks where the survey does not. */
  readonly thanks: string
  readonly send: string
  readonly close: string
  /** The two points of a thumbs scale where the survey does not name them. */
  readonly thumbs: { readonly low: string; readonly high: string }
  /** The accessible name of a star or a smiley: `{n}` is the point, `{max}` the highest. Must hold both. */
  readonly of: string
  /** Says which point was chosen: `{choice}` is the point in words, «9 of 10». Must hold it. */
  readonly chosen: string
  /** Says, after the point, that the collector has it. */
  readonly saved: string
  /** Above the reasons to tick. */
  readonly choices: string
  /** The checkbox that permits contact, in the person's own voice. */
  readonly contact: string
  /** Says of a link, to screen readers, that it opens a new window. */
  readonly newWindow: string
}

/** Survey mails and the page that unsubscribes from them. */
export interface MailWords {
  /** The subject where the campaign has none: `{from}` is the sender. Must hold it. */
  readonly subject: string
  /** The link in the mail and the button on its page. */
  readonly unsubscribe: string
  /** The question on that page. */
  readonly confirmUnsubscribe: string
  /** Afterwards. */
  readonly unsubscribed: string
}

/** The pages behind the links in a mail. */
export interface LinkWords {
  /** The form was sent without a rating. */
  readonly chooseRating: string
  /** The last line of a page: `{name}` is Sayso. Must hold it. */
  readonly madeWith: string
  /** Who gets the answer: `{name}` is the customer. Must hold it. */
  readonly whoSees: string
  /** The heading above a person's own answer. */
  readonly yourAnswer: string
  /** The link to a person's own answer. */
  readonly viewAnswer: string
  readonly eraseAnswer: string
  /** Asks before an answer is erased. */
  readonly confirmErase: string
  readonly answerErased: string
  /** Instead of an answer that does not exist or was erased. */
  readonly noAnswer: string
  readonly linkExpired: string
  readonly surveyClosed: string
  /** The address leads to no survey. */
  readonly unknownLink: string
  /** For a person who opened the hidden link that is there to detect mail scanners. */
  readonly decoyLink: string
}

/** A question with the meaning of both ends of its scale. */
export interface QuestionWords {
  readonly question: string
  readonly lowLabel: string
  readonly highLabel: string
}

/**
 * The questions of surveys that bring none, by metric; `effort` is that of CES where low is easy. They are
 * put as surveys in that language put them, in the plural where grammar asks for a gender and that is polite.
 */
export type UsualQuestions = Readonly<Record<Metric | 'effort', QuestionWords>>

/** Words of a locale that a survey replaces by its own; each word's name is that of the locale. */
export type OwnWords = Partial<Omit<WidgetWords, 'thumbs'>> &
  Partial<MailWords> &
  Partial<Omit<LinkWords, 'linkExpired' | 'surveyClosed' | 'unknownLink'>> & {
    readonly thumbs?: Partial<WidgetWords['thumbs']>
  }

/** A locale with some of its words replaced. */
export function withWords(locale: Locale, own: OwnWords | null | undefined): Locale {
  if (!own) return locale
  const { thumbs, ...words } = own
  const replaced = <Words extends object>(usual: Words): Words =>
    Object.fromEntries(
      Object.entries(usual).map(([name, word]) => [name, words[name as keyof typeof words] ?? word]),
    ) as Words
  const widget = { ...replaced(locale.widget), thumbs: { ...locale.widget.thumbs, ...thumbs } }
  return { ...locale, widget, mail: replaced(locale.mail), links: replaced(locale.links) }
}

/** Languages without words of their own whose readers read another one. */
const readAs: Readonly<Record<string, string>> = { nn: 'nb', no: 'nb', yue: 'zh' }

/**
 * The tag of the locale to use for a language: pt-BR has its own, pt-AO takes pt, zh-TW takes zh-Hant,
 * no and nn take nb. `undefined` when `tags` has none, or `language` is not a language tag.
 */
export function tagFor(language: string, tags: readonly string[]): string | undefined {
  let locale: Intl.Locale
  try {
    // Knows old and other names of a language (iw, in, tl, mo, sh, cmn).
    locale = new Intl.Locale(language)
  } catch {
    return undefined
  }
  const base = readAs[locale.language] ?? locale.language
  // The likely script tells Taiwan and Montenegro from China and Serbia.
  const candidates = [`${base}-${locale.region}`, `${base}-${locale.maximize().script}`, base]
  return candidates.find((tag) => tags.includes(tag))
}
