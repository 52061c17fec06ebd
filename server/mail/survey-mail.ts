import { html } from 'hono/html'
import { directionOf } from '../../shared/direction.ts'
import type { Locale, WidgetWords } from '../../shared/locale.ts'
import { piped } from '../../shared/piped.ts'
import type { Circumstances } from '../../shared/response.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import type { Html } from '../pages/layout.ts'
import { document } from './document.ts'
import { headerLine } from './one-line.ts'
import { type MailLook, mailLookOf } from './palette.ts'
import { plainText } from './plain.ts'
import { buttons, drawnWidth, pointsOf } from './points.ts'

/** Everything a survey mail to one person is made of. */
export interface SurveyMail {
  /** In the person's language. */
  readonly survey: PublicSurvey
  /** In the survey's language. */
  readonly locale: Locale
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

export interface RenderedMail {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** Makes a survey mail. What people and hosts wrote comes out as text, whatever is in it. */
export async function renderMail(mail: SurveyMail): Promise<RenderedMail> {
  const said = speech(mail)
  const look = mailLookOf(mail.survey.look)
  const { locale, survey } = mail
  const page = await document({
    language: survey.language,
    title: said.subject,
    preheader: said.intro[0] ?? locale.mail.preheader,
    look,
    body: html`${said.intro.map((paragraph) => html`<p class="sk" style="${bodyText(look)};margin:0 0 16px">${paragraph}</p>`)}
${block(mail, look)}`,
    footer: foot(mail, locale.mail.unsubscribe, look),
  })
  return { subject: said.subject, html: page, text: plainText(mail, said) }
}

/** The question with its buttons alone, to be pasted into a mail that somebody else sends. */
export async function renderBlock(mail: SurveyMail): Promise<RenderedMail> {
  const look = mailLookOf(mail.survey.look)
  const { language } = mail.survey
  const said = speech(mail)
  const piece = await html`<div lang="${language}" dir="${directionOf(language)}">${block(mail, look)}</div>`
  return { subject: said.subject, html: piece.toString(), text: plainText(mail, said) }
}

/** What a mail says in words, with the person's name and properties in it. */
export interface Speech {
  readonly subject: string
  readonly intro: readonly string[]
  readonly question: string
}

function speech({ survey, circumstances, subject, intro }: SurveyMail): Speech {
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

function block({ survey, locale, circumstances, linkFor }: SurveyMail, look: MailLook): Html {
  const words = locale.widget
  const { display, points } = pointsOf(survey, words)
  const width = display === 'stars' || display === 'smileys' ? `max-width:${drawnWidth(points.length)}px` : ''
  const question = `font-family:${look.font};font-size:20px;line-height:28px;font-weight:600;color:${look.day.ink}`
  return html`<table role="presentation" dir="${directionOf(survey.language)}" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%"><tr><td class="sk" style="padding:0 0 16px;${question}">${piped(survey.question, circumstances)}</td></tr>
<tr><td><div style="${width}">${buttons(survey, words, linkFor, look)}
${ends(survey, words, look)}</div></td></tr></table>`
}

/** What the ends of the scale mean; two points say it themselves. */
function ends(survey: PublicSurvey, words: WidgetWords, look: MailLook): Html | '' {
  const { lowLabel, highLabel, scale, language } = survey
  if (pointsOf(survey, words).points.length === 2 || !(lowLabel || highLabel)) return ''
  const [start, end] = directionOf(language) === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const style = `padding:8px 0 0;font-family:${look.font};font-size:13px;line-height:18px;color:${look.day.quiet}`
  const label = (point: number, meaning: string) => meaning && `${point} – ${meaning}`
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%"><tr><td width="50%" align="${start}" valign="top" class="sq" style="${style}">${label(scale.min, lowLabel)}</td><td width="50%" align="${end}" valign="top" class="sq" style="${style}">${label(scale.max, highLabel)}</td></tr></table>`
}

function foot({ footer, unsubscribe, decoy }: SurveyMail, word: string, look: MailLook): Html {
  const link = `color:${look.day.quiet};text-decoration:underline`
  return html`${(footer ?? '').split('\n').map((line) => line && html`${line}<br>`)}
${unsubscribe ? html`<a href="${unsubscribe}" target="_blank" class="sq" style="${link}">${word}</a>` : ''}
${decoy ? html`<a href="${decoy}" tabindex="-1" aria-hidden="true" style="display:none;font-size:0;line-height:0;max-height:0;overflow:hidden;mso-hide:all"></a>` : ''}`
}

function bodyText(look: MailLook): string {
  return `font-family:${look.font};font-size:16px;line-height:24px;color:${look.day.ink}`
}
