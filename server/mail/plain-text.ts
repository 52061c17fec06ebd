import { instrumentOf } from '../../shared/instrument.ts'
import { oneLine } from './header-text.ts'
import type { MailTexts, SurveyMail } from './mail-content.ts'

/** The plain-text alternative: the question, and a link for each point of the scale. */
export function plainText(
  { survey, locale, linkFor, footer, unsubscribe }: SurveyMail,
  texts: MailTexts,
): string {
  const scores = instrumentOf(survey, locale.widget).points.map(
    ({ rating, name }) => `${oneLine(name)}\n${linkFor(rating)}`,
  )
  const footLines = [footer, unsubscribe && `${locale.mail.unsubscribe}\n${unsubscribe}`].filter(Boolean)
  const parts = [...texts.intro, oneLine(texts.question), ...scores]
  return `${[...parts, ...(footLines.length > 0 ? ['-- ', ...footLines] : [])].join('\n\n')}\n`
}
