import { piped } from '../../shared/piped.ts'
import type { Circumstances } from '../../shared/response.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { headerLine } from './header-text.ts'
import type { MailWords } from './words.ts'

/** Everything a survey mail to one person is made of. */
export interface SurveyMail {
  /** In the person's language. */
  readonly survey: PublicSurvey
  /** In the survey's language. */
  readonly words: MailWords
  /** Whose name and properties stand for `{name}` and `{plan}`. */
  readonly circumstances: Circumstances
  /** The question when left out. */
  readonly subject: string | null
  /** A few words before the question; a new line is a new paragraph. */
  readonly intro: string | null
  /** Who sends it, and where they can be found. */
  readonly footer: string | null
  readonly linkFor: (rating: number) => string
  /** `null` in a preview and where somebody else sends the mail. */
  readonly unsubscribe: string | null
  /** No person sees this link: what follows it is a machine. */
  readonly decoy: string | null
}

/** What a mail says in words, with the person's name and properties in it. */
export interface MailTexts {
  readonly subject: string
  readonly intro: readonly string[]
  readonly question: string
}

export function textsOf({ survey, circumstances, subject, intro }: SurveyMail): MailTexts {
  const say = (words: string) => piped(words, circumstances)
  const question = say(survey.question)
  return {
    subject: headerLine(say(subject || survey.question)),
    intro: say(intro ?? '')
      .split(/\s*\n\s*/)
      .filter((paragraph) => paragraph !== ''),
    question,
  }
}
