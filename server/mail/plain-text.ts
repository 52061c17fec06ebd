import { oneLine } from './header-text.ts'
import { pointsOf } from './rating-buttons.ts'
import type { Speech, SurveyMail } from './survey-mail.ts'

/** The mail for those who read no HTML: the question, and a link a point. */
export function plainText({ survey, words, linkFor, footer, unsubscribe }: SurveyMail, said: Speech): string {
  const scores = pointsOf(survey).points.map(({ rating, name }) => `${oneLine(name)}\n${linkFor(rating)}`)
  const foot = [footer, unsubscribe && `${words.unsubscribe}\n${unsubscribe}`].filter(Boolean)
  const parts = [...said.intro, oneLine(said.question), ...scores]
  return `${[...parts, ...(foot.length > 0 ? ['-- ', ...foot] : [])].join('\n\n')}\n`
}
