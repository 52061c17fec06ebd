import { oneLine } from './one-line.ts'
import { pointsOf } from './points.ts'
import type { Speech, SurveyMail } from './survey-mail.ts'

/** The mail for those who read no HTML: the question, and a link a point. */
export function plainText(
  { survey, locale, linkFor, footer, unsubscribe }: SurveyMail,
  said: Speech,
): string {
  const scores = pointsOf(survey, locale.widget).points.map(
    ({ rating, name }) => `${oneLine(name)}\n${linkFor(rating)}`,
  )
  const foot = [footer, unsubscribe && `${locale.mail.unsubscribe}\n${unsubscribe}`].filter(Boolean)
  const parts = [...said.intro, oneLine(said.question), ...scores]
  return `${[...parts, ...(foot.length > 0 ? ['-- ', ...foot] : [])].join('\n\n')}\n`
}
