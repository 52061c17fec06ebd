import { html } from 'hono/html'
import { directionOf } from '../../shared/direction.ts'
import { type Instrument, instrumentOf, type Point } from '../../shared/instrument.ts'
import { piped } from '../../shared/piped.ts'
import type { Html } from '../pages/layout.ts'
import { renderDocument } from './document.ts'
import { type SurveyMail, textsOf } from './mail-content.ts'
import { type MailLook, mailLookOf } from './palette.ts'
import { plainText } from './plain-text.ts'
import { buttons, widthOf } from './rating-buttons.ts'

export interface RenderedMail {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** Renders a survey mail as HTML and plain text. All texts of people and hosts are escaped. */
export async function renderMail(mail: SurveyMail): Promise<RenderedMail> {
  const texts = textsOf(mail)
  const look = mailLookOf(mail.survey.look)
  const { locale, survey } = mail
  const page = await renderDocument({
    language: survey.language,
    title: texts.subject,
    look,
    body: html`${texts.intro.map((paragraph) => html`<p class="sk" style="${bodyText(look)};margin:0 0 16px">${paragraph}</p>`)}
${block(mail, look)}`,
    footer: foot(mail, locale.mail.unsubscribe, look),
  })
  return { subject: texts.subject, html: page, text: plainText(mail, texts) }
}

/** Renders only the question and its buttons, to paste into a mail that another service sends. */
export async function renderBlock(mail: SurveyMail): Promise<RenderedMail> {
  const look = mailLookOf(mail.survey.look)
  const { language } = mail.survey
  const texts = textsOf(mail)
  const piece = await html`<div lang="${language}" dir="${directionOf(language)}">${block(mail, look)}</div>`
  return { subject: texts.subject, html: piece.toString(), text: plainText(mail, texts) }
}

function block({ survey, locale, circumstances, linkFor, decoy }: SurveyMail, look: MailLook): Html {
  const instrument = instrumentOf(survey, locale.widget)
  const question = `font-family:${look.font};font-size:20px;line-height:28px;font-weight:600;color:${look.day.ink}`
  return html`<table role="presentation" dir="${directionOf(survey.language)}" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%"><tr><td class="sk" style="padding:0 0 16px;${question}">${piped(survey.question, circumstances)}</td></tr>
<tr><td>${trap(decoy)}<div style="max-width:${widthOf(instrument)}px">${buttons(instrument, linkFor, look)}
${endsOf(instrument, survey.language, look)}</div>${trap(decoy)}</td></tr></table>`
}

/** The meaning of the ends of the scale, each with its number. */
function endsOf({ points, ends }: Instrument, language: string, look: MailLook): Html | '' {
  if (!ends) return ''
  const [start, end] = directionOf(language) === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const style = `padding:8px 0 0;font-family:${look.font};font-size:13px;line-height:18px;color:${look.day.quiet}`
  const label = (point: Point | undefined, meaning: string) => meaning && `${point?.label} – ${meaning}`
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%"><tr><td width="50%" align="${start}" valign="top" class="sq" style="${style}">${label(points.at(0), ends.low)}</td><td width="50%" align="${end}" valign="top" class="sq" style="${style}">${label(points.at(-1), ends.high)}</td></tr></table>`
}

/** The link to unsubscribe is as high as a fingertip. */
function foot({ footer, unsubscribe }: SurveyMail, word: string, look: MailLook): Html {
  const link = `display:inline-block;padding:12px 16px;color:${look.day.quiet};text-decoration:underline`
  return html`${(footer ?? '').split('\n').map((line) => line && html`${line}<br>`)}
${unsubscribe ? html`<a href="${unsubscribe}" target="_blank" class="sq" style="${link}">${word}</a>` : ''}
`
}

/** A link that nobody sees. It has no text and no size, which needs no style that filters take for hidden words. */
function trap(decoy: string | null): Html | '' {
  return decoy ? html`<a href="${decoy}" tabindex="-1" aria-hidden="true"></a>` : ''
}

function bodyText(look: MailLook): string {
  return `font-family:${look.font};font-size:16px;line-height:24px;color:${look.day.ink}`
}
