import type { Locale } from '../../shared/locale.ts'
import { piped } from '../../shared/piped.ts'
import type { Circumstances } from '../../shared/response.ts'
import { isForeign, type PublicSurvey } from '../../shared/survey.ts'
import { headerLine } from './header-text.ts'

/** The content of a survey mail to one person. */
export interface SurveyMail {
  /** In the person's language. */
  readonly survey: PublicSurvey
  /** In the survey's language. */
  readonly locale: Locale
  /** The name and properties that replace placeholders such as `{name}` and `{plan}`. */
  readonly circumstances: Circumstances
  /** Defaults to one that names the sender, in the survey's language; to the question without a sender or words. */
  readonly subject: string | null
  /** The name of the sender. */
  readonly from: string | null
  /** Text above the question; each line is a paragraph. */
  readonly intro: string | null
  /** The sender and their postal address. */
  readonly footer: string | null
  readonly linkFor: (rating: number) => string
  /** `null` in a preview and when another service sends the mail. */
  readonly unsubscribe: string | null
  /** A honeypot before and after the buttons: people do not see this link, so only machines follow it. */
  readonly decoy: string | null
}

/** The texts of a mail with the placeholders filled in. */
export interface MailTexts {
  readonly subject: string
  readonly intro: readonly string[]
  readonly question: string
}

export function textsOf({ survey, locale, circumstances, subject, from, intro }: SurveyMail): MailTexts {
  const fill = (words: string) => piped(words, circumstances)
  const question = fill(survey.question)
  const usual = from && !isForeign(survey) ? locale.mail.subject.replace('{from}', () => from) : question
  return {
    subject: headerLine(subject ? fill(subject) : usual),
    intro: fill(intro ?? '')
      .split(/\s*\n\s*/)
      .filter((paragraph) => paragraph !== ''),
    question,
  }
}
