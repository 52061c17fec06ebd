import { html, raw } from 'hono/html'
import { directionOf } from '../../shared/direction.ts'
import type { Html } from '../pages/layout.ts'
import type { MailLook, Palette } from './palette.ts'

/** The parts of a mail document. */
export interface MailDocument {
  readonly language: string
  readonly title: string
  readonly look: MailLook
  readonly body: Html
  readonly footer: Html
}

/**
 * A complete mail as HTML. It uses tables and inline styles, because Outlook and Gmail support little
 * else; the style elements only add dark colours and wider buttons on narrow screens. Language
 * and direction are repeated on an inner element, because Gmail drops `html` and `body`.
 */
export async function renderDocument({ language, title, look, body, footer }: MailDocument): Promise<string> {
  const { day, night, radius } = look
  const direction = directionOf(language)
  const scheme = night ? 'light dark' : day.paper === '#ffffff' ? 'light only' : 'dark'
  const page = await html`<!doctype html>
<html lang="${language}" dir="${direction}" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${scheme}">
<meta name="supported-color-schemes" content="${scheme}">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<meta name="x-apple-disable-message-reformatting">
<title>${title}</title>
<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>
<style>td,a,p,span{font-family:'Segoe UI',Arial,sans-serif!important}</style><![endif]-->
<style>:root{color-scheme:${scheme};supported-color-schemes:${scheme}}${raw(narrow + pointedAt(day))}</style>
${
  night
    ? html`<style>@media (prefers-color-scheme:dark){${raw(darkRules(night, '') + pointedAt(night))}}</style>
<style>${raw(outlookDarkRules(night))}</style>`
    : ''
}
</head>
<body class="sn" style="margin:0;padding:0;background-color:${day.ground};-webkit-text-size-adjust:100%">
<div lang="${language}" dir="${direction}">
<table role="presentation" class="sn" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${day.ground}" style="width:100%;background-color:${day.ground}"><tr><td align="center" style="padding:24px 12px">
<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<div style="max-width:560px;margin:0 auto">
<table role="presentation" dir="${direction}" class="sc" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${day.paper}" style="width:100%;background-color:${day.paper};border:1px solid ${day.line};border-radius:${radius}px;border-collapse:separate;table-layout:fixed"><tr><td class="si" align="${direction === 'rtl' ? 'right' : 'left'}" style="padding:28px 24px;overflow-wrap:anywhere;word-break:break-word">
${body}
</td></tr></table>
<div class="sq" style="padding:16px 12px 0;text-align:center;overflow-wrap:anywhere;word-break:break-word;font-family:${look.font};font-size:13px;line-height:20px;color:${day.quiet}">${footer}</div>
</div>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</div>
</body>
</html>`
  return page.toString()
}

/** Where two rows of buttons do not fit side by side, each is as wide as the card. */
const narrow =
  '@media (max-width:585px){.s6,.s5{max-width:none!important}}@media (max-width:480px){.si{padding:20px 14px!important}}'

/** A button pointed at looks as in the widget. */
const pointedAt = ({ accent, onAccent }: Palette) =>
  `.sb:hover{background-color:${accent}!important}.sb:hover .sl{color:${onAccent}!important}`

function darkRules({ ground, paper, fill, ink, quiet, line, edge }: Palette, before: string): string {
  const rules = {
    '.sn': `background-color:${ground}!important`,
    '.sc': `background-color:${paper}!important;border-color:${line}!important`,
    '.sk': `color:${ink}!important`,
    '.sq': `color:${quiet}!important`,
    '.sg': `color:${edge}!important`,
    '.sb': `background-color:${fill}!important;border-color:${edge}!important`,
    '.sl': `color:${ink}!important`,
  }
  return Object.entries(rules)
    .map(([selector, rule]) => `${before}${selector}{${rule}}`)
    .join('')
}

/** Outlook on the web marks the elements it darkens: text with `data-ogsc`, backgrounds with `data-ogsb`. */
function outlookDarkRules(night: Palette): string {
  return ['[data-ogsc] ', '[data-ogsb] '].map((marked) => darkRules(night, marked)).join('')
}
