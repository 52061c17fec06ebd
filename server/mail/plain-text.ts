import { oneLine } from './header-text.ts'
import type { MailTexts, SurveyMail } from './mail-content.ts'
import { pointsOf } from './rating-buttons.ts'

/** The mail for those who read no HTML: the question, and a link a point. */
export function plainText(
  { survey, words, linkFor, footer, unsubscribe }: SurveyMail,
  texts: MailTexts,
): string {
  const scores = pointsOf(survey).points.map(({ rating, name }) => `${oneLine(name)}\n${linkFor(rating)}`)
  const foot = [footer, unsubscribe && `${words.unsubscribe}\n${unsubscribe}`].filter(Boolean)
  const parts = [...texts.intro, oneLine(texts.question), ...scores]
  return `${[...parts, ...(foot.length > 0 ? ['-- ', ...foot] : [])].join('\n\n')}\n`
}
