import { html, raw } from 'hono/html'
import { directionOf } from '../../shared/direction.ts'
import type { Html } from '../pages/layout.ts'
import type { MailLook, Palette } from './palette.ts'

/** The parts of a mail document. */
export interface MailDocument {
  readonly language: string
  readonly title: string
  /** The preview text that inboxes show beside the subject. */
  readonly preheader: string
  readonly look: MailLook
  readonly body: Html
  readonly footer: Html
}

/**
 * A complete mail as HTML. It uses tables and inline styles, because Outlook and Gmail support little
 * else; the style elements only add dark colours and two rows of buttons on narrow screens. Language
 * and direction are repeated on an inner element, because Gmail drops `html` and `body`.
 */
export async function renderDocument({
  language,
  title,
  preheader,
  look,
  body,
  footer,
}: MailDocument): Promise<string> {
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
<style>:root{color-scheme:${scheme};supported-color-schemes:${scheme}}${raw(narrow)}</style>
${
  night
    ? html`<style>@media (prefers-color-scheme:dark){${raw(darkRules(night, ''))}}</style>
<style>${raw(outlookDarkRules(night))}</style>`
    : ''
}
</head>
<body class="sn" style="margin:0;padding:0;background-color:${day.ground};-webkit-text-size-adjust:100%">
<div lang="${language}" dir="${direction}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}${raw('&#847;&zwnj;&nbsp;'.repeat(40))}</div>
<table role="presentation" class="sn" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${day.ground}" style="width:100%;background-color:${day.ground}"><tr><td align="center" style="padding:24px 12px">
<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<div style="max-width:560px;margin:0 auto">
<table role="presentation" dir="${direction}" class="sc" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${day.paper}" style="width:100%;background-color:${day.paper};border:1px solid ${day.line};border-radius:${radius}px;border-collapse:separate"><tr><td class="si" align="${direction === 'rtl' ? 'right' : 'left'}" style="padding:28px 25px">
${body}
</td></tr></table>
<div class="sq" style="padding:16px 24px 0;text-align:center;font-family:${look.font};font-size:13px;line-height:20px;color:${day.quiet}">${footer}</div>
</div>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</div>
</body>
</html>`
  return page.toString()
}

/** Narrow screens: wraps many buttons into two rows, so that each is wide enough to tap. */
const narrow =
  '@media (max-width:480px){.si{padding:20px 14px!important}.st{display:flex;flex-wrap:wrap;gap:4px}.st .sx{display:none!important}.s6{flex:1 0 14%}.s5{flex:1 0 17%}}'

function darkRules({ ground, paper, ink, quiet, line, accent, onAccent }: Palette, before: string): string {
  const rules = {
    '.sn': `background-color:${ground}!important`,
    '.sc': `background-color:${paper}!important;border-color:${line}!important`,
    '.sk': `color:${ink}!important`,
    '.sq': `color:${quiet}!important`,
    '.sg': `color:${accent}!important`,
    '.sb': `background-color:${accent}!important`,
    '.sl': `color:${onAccent}!important`,
  }
  return Object.entries(rules)
    .map(([selector, rule]) => `${before}${selector}{${rule}}`)
    .join('')
}

/** Outlook on the web marks the elements it darkens: text with `data-ogsc`, backgrounds with `data-ogsb`. */
function outlookDarkRules(night: Palette): string {
  return ['[data-ogsc] ', '[data-ogsb] '].map((marked) => darkRules(night, marked)).join('')
}
