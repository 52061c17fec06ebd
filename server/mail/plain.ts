import { oneLine } from './one-line.ts'
import { pointsOf } from './points.ts'
import type { Speech, SurveyMail } from './survey-mail.ts'
import { mailWordsIn } from './words.ts'

/** The mail for those who read no HTML: the question, and a link a point. */
export function plainText({ survey, linkFor, footer, unsubscribe }: SurveyMail, said: Speech): string {
  const { unsubscribe: word } = mailWordsIn(survey.language)
  const scores = pointsOf(survey).points.map(({ rating, name }) => `${oneLine(name)}\n${linkFor(rating)}`)
  const foot = [footer, unsubscribe && `${word}\n${unsubscribe}`].filter(Boolean)
  const parts = [...said.intro, oneLine(said.question), ...scores]
  return `${[...parts, ...(foot.length > 0 ? ['-- ', ...foot] : [])].join('\n\n')}\n`
}
