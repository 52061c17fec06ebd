import { html } from 'hono/html'
import type { Instrument, Point } from '../../shared/instrument.ts'
import type { Display } from '../../shared/survey.ts'
import type { Html } from '../pages/layout.ts'
import type { MailLook } from './palette.ts'

const star = '★\u{fe0e}'
/** Old emoji only: newer ones are empty boxes in old mail programs. */
const faces = ['😡', '😞', '😕', '😐', '😊', '😃', '😍'] as const

/** The drawing of a point as a character; empty for numbers. */
function symbolOf({ mood }: Point, display: Display): string {
  if (display === 'stars') return star
  if (display === 'smileys') return faces[Math.round(mood * (faces.length - 1))]!
  return display === 'thumbs' ? (mood === 1 ? '👍' : '👎') : ''
}

/** The inner width of the card in pixels. */
const fullWidth = 510

/**
 * The points as buttons in a table of one row, so that every mail program puts them side by side, and
 * mirrors them in right-to-left languages. The cell has the colour and, because Outlook ignores padding
 * on links, the height.
 */
export function buttons(
  { display, points }: Instrument,
  linkFor: (rating: number) => string,
  look: MailLook,
): Html {
  const isDrawn = display === 'stars' || display === 'smileys'
  const buttonCount = points.length
  const isWide = buttonCount > 7
  const gap = isWide ? 3 : 6
  const width = Math.floor(
    ((isDrawn ? drawnWidth(buttonCount) : fullWidth) - gap * (buttonCount - 1)) / buttonCount,
  )
  const cells = points.map((point, place) => {
    const first = Math.ceil(buttonCount / 2)
    const row = isWide ? `s${place < first ? first : buttonCount - first}` : ''
    const cell = isDrawn ? drawnCell : filledCell
    const symbol = symbolOf(point, display)
    return html`${place > 0 ? between(gap) : ''}${cell({ point, symbol, href: linkFor(point.rating), width, row, look })}`
  })
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;table-layout:fixed;border-collapse:separate"><tr${isWide ? html` class="st"` : ''}>
${cells}
</tr></table>`
}

/** The width of all stars or faces in pixels: spread over the full width, a few would not read as a scale. */
export function drawnWidth(count: number): number {
  return Math.min(fullWidth, Math.max(300, count * 72))
}

function between(gap: number) {
  return html`<td class="sx" width="${gap}" style="width:${gap}px;font-size:0;line-height:0">&nbsp;</td>`
}

interface Cell {
  readonly point: Point
  readonly symbol: string
  readonly href: string
  /** Pixels, for Outlook, which otherwise sizes the cells by their content. */
  readonly width: number
  /** The class for narrow screens, which says how many buttons share a row; empty when one row fits all. */
  readonly row: string
  readonly look: MailLook
}

/** A number, or a thumb with its word, on the accent colour. */
function filledCell({ point, symbol, href, width, row, look }: Cell) {
  const { accent, onAccent } = look.day
  const corner = `border-radius:${Math.min(look.radius, 8)}px`
  const font = `font-family:${look.font};font-size:16px;line-height:20px;font-weight:600`
  return html`<td width="${width}" align="center" valign="middle" bgcolor="${accent}" class="sb ${row}" style="width:auto;background-color:${accent};${corner};mso-padding-alt:12px 0"><a href="${href}" target="_blank" class="sl" title="${point.name}" aria-label="${point.name}" style="display:block;padding:12px 0;color:${onAccent};${font};text-decoration:none;${corner}">${symbol && html`${symbol}&nbsp; `}${point.label}</a></td>
`
}

/** A star or a face with its number below, so that the rating is clear. */
function drawnCell({ point, symbol, href, width, row, look }: Cell) {
  const { accent, quiet } = look.day
  return html`<td width="${width}" align="center" valign="middle" class="${row}" style="width:auto;mso-padding-alt:6px 0"><a href="${href}" target="_blank" title="${point.name}" aria-label="${point.name}" style="display:block;padding:6px 0;text-decoration:none;color:${quiet}"><span class="sg" style="font-family:${drawingFonts};font-size:36px;line-height:42px;color:${accent}">${symbol}</span><br><span class="sq" style="font-family:${look.font};font-size:13px;line-height:18px;color:${quiet}">${point.label}</span></a></td>
`
}

const drawingFonts =
  "'Apple Color Emoji','Segoe UI Emoji','Noto Color Emoji','Segoe UI Symbol',system-ui,sans-serif"
