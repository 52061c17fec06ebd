import { html } from 'hono/html'
import type { Instrument, Point } from '../../shared/instrument.ts'
import type { Display } from '../../shared/survey.ts'
import type { Html } from '../pages/layout.ts'
import type { MailLook } from './palette.ts'
import { type Button, wordButtons } from './word-buttons.ts'

/** The inner width of the card in pixels. */
const fullWidth = 510
/** As many buttons fit one row of a phone, each wide enough to tap. */
const mostInRow = 7

/** The width of a scale in pixels: spread over the full width, a few stars or faces would not read as one. */
export function widthOf({ display, points }: Instrument): number {
  const isDrawn = display === 'stars' || display === 'smileys'
  return isDrawn ? Math.min(fullWidth, Math.max(300, points.length * 72)) : fullWidth
}

/**
 * The points as buttons. Many are two rows, which stand side by side where there is room: without any style sheet, since
 * not every mail program keeps them. Outlook for Windows, which is Word, gets buttons of its own.
 */
export function buttons(instrument: Instrument, linkFor: (rating: number) => string, look: MailLook): Html {
  const { display, points } = instrument
  const width = widthOf(instrument)
  const isDrawn = display === 'stars' || display === 'smileys'
  const all = points.map((point): Button => {
    return { point, isDrawn, href: linkFor(point.rating), symbol: symbolOf(point, display) }
  })
  const gap = all.length > mostInRow ? 3 : 6
  return html`<!--[if mso]>${wordButtons(all, { width, gap, look })}<![endif]--><!--[if !mso]><!-->${rows(all, width, gap, look)}<!--<![endif]-->`
}

const star = '★\u{fe0e}'
/** Old emoji only: newer ones are empty boxes in old mail programs. */
const faces = ['😡', '😞', '😕', '😐', '😊', '😃', '😍'] as const

function symbolOf({ mood }: Point, display: Display): string {
  if (display === 'stars') return star
  if (display === 'smileys') return faces[Math.round(mood * (faces.length - 1))]!
  return display === 'thumbs' ? (mood === 1 ? '👍' : '👎') : ''
}

/** The width of the second row where it stands below the first, which has one button more. */
const shareOf: Readonly<Record<number, string>> = { 4: '80%', 5: '83.33%' }

/** One row, or two whose buttons are equally wide, whether one stands below the other or beside it. */
function rows(all: readonly Button[], width: number, gap: number, look: MailLook): Html {
  if (all.length <= mostInRow) return row(all, gap, look)
  const first = Math.ceil(all.length / 2)
  const half = (part: readonly Button[], end: Html | '') => {
    const most = Math.floor((width * part.length) / all.length)
    const share = part.length === first ? '100%' : shareOf[part.length]
    return html`<div class="s${part.length}" style="display:inline-block;width:${share};max-width:${most}px;padding:0 0 4px;vertical-align:top">${row(part, gap, look, end)}</div>`
  }
  return html`${half(all.slice(0, first), space(gap))}${half(all.slice(first), '')}`
}

function row(part: readonly Button[], gap: number, look: MailLook, end: Html | '' = ''): Html {
  const cells = part.map((button, place) => {
    const cell = button.isDrawn ? drawnCell : filledCell
    return html`${place > 0 ? space(gap) : ''}${cell(button, look)}`
  })
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;table-layout:fixed;border-collapse:separate"><tr>
${cells}${end}
</tr></table>`
}

/** An empty cell, since margins do not work everywhere and spam filters take text of no size for something hidden. */
function space(gap: number) {
  return html`<td width="${gap}" style="width:${gap}px"></td>`
}

/** A number, or a thumb with its word, in a cell like the widget's. */
function filledCell({ point, symbol, href }: Button, look: MailLook) {
  const { fill, edge, ink } = look.day
  const corner = `border-radius:${cornerOf(look)}px`
  const font = `font-family:${look.font};font-size:16px;line-height:20px;font-weight:600`
  return html`<td align="center" valign="middle" bgcolor="${fill}" class="sb" style="background-color:${fill};border:1px solid ${edge};${corner}"><a href="${href}" target="_blank" class="sl" title="${point.name}" aria-label="${point.name}" style="display:block;padding:12px 0;color:${ink};${font};text-decoration:none;${corner}">${symbol && html`${symbol}&nbsp; `}${point.label}</a></td>
`
}

function cornerOf({ radius }: MailLook): number {
  return Math.min(radius, 8)
}

/** A star or a face with its number below, so that the rating is clear. */
function drawnCell({ point, symbol, href }: Button, look: MailLook) {
  const { edge, quiet } = look.day
  return html`<td align="center" valign="middle"><a href="${href}" target="_blank" title="${point.name}" aria-label="${point.name}" style="display:block;padding:6px 0;text-decoration:none;color:${quiet}"><span class="sg" style="font-family:${drawingFonts};font-size:36px;line-height:42px;color:${edge}">${symbol}</span><br><span class="sq" style="font-family:${look.font};font-size:13px;line-height:18px;color:${quiet}">${point.label}</span></a></td>
`
}

const drawingFonts =
  "'Apple Color Emoji','Segoe UI Emoji','Noto Color Emoji','Segoe UI Symbol',system-ui,sans-serif"
