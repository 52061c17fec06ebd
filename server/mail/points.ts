import { html } from 'hono/html'
import { displayFor } from '../../shared/display.ts'
import type { WidgetWords } from '../../shared/locale.ts'
import { points } from '../../shared/scale.ts'
import type { Display, PublicSurvey } from '../../shared/survey.ts'
import type { Html } from '../pages/layout.ts'
import type { MailLook } from './palette.ts'

/** One point of the scale as a mail shows it. */
export interface Point {
  readonly rating: number
  /** What is seen large: the number, or a drawing made of one character. */
  readonly sign: string
  /** What stands with the sign: the number under a drawing, the word beside a thumb. */
  readonly caption: string
  /** What a screen reader says. */
  readonly name: string
}

const star = '★\u{fe0e}'
/** From the oldest of their kind: newer ones are empty boxes in old clients. */
const faces = ['😡', '😞', '😕', '😐', '😊', '😃', '😍'] as const

/** The points of a survey, lowest first, with their names in its language. */
export function pointsOf(survey: PublicSurvey, words: WidgetWords): { display: Display; points: Point[] } {
  const { scale, lowLabel, highLabel } = survey
  const { min, max, direction } = scale
  const isPair = max - min === 1
  const ends = isPair ? [lowLabel || words.thumbs.low, highLabel || words.thumbs.high] : [lowLabel, highLabel]
  // Two points are no numbers to choose between but two words.
  const display = isPair ? 'thumbs' : displayFor(scale, survey.display)

  function toPoint(rating: number): Point {
    const end = rating === min ? ends[0]! : rating === max ? ends[1]! : ''
    const mood = (direction === 'up' ? rating - min : max - rating) / (max - min)
    if (isPair) return { rating, sign: mood === 1 ? '👍' : '👎', caption: end, name: end }
    const number = words.of.replace('{n}', `${rating}`).replace('{max}', `${max}`)
    const name = end ? `${number}, ${end}` : number
    if (display === 'numbers') return { rating, sign: `${rating}`, caption: '', name }
    const sign = display === 'stars' ? star : faces[Math.round(mood * (faces.length - 1))]!
    return { rating, sign, caption: `${rating}`, name }
  }
  return { display, points: points(scale).map(toPoint) }
}

/** How wide the card is inside, in pixels. */
const fullWidth = 510

/**
 * The points as buttons: a table of one row, so that every client sets them side by side, mirrored
 * where the language is written from the right. The cell carries the colour and, for Outlook, which
 * knows no padding on links, the height.
 */
export function buttons(
  survey: PublicSurvey,
  words: WidgetWords,
  linkFor: (rating: number) => string,
  look: MailLook,
): Html {
  const { display, points } = pointsOf(survey, words)
  const isDrawn = display === 'stars' || display === 'smileys'
  const many = points.length
  const isWide = many > 7
  const gap = isWide ? 3 : 6
  const width = Math.floor(((isDrawn ? drawnWidth(many) : fullWidth) - gap * (many - 1)) / many)
  const cells = points.map((point, place) => {
    const first = Math.ceil(many / 2)
    const row = isWide ? `s${place < first ? first : many - first}` : ''
    const cell = isDrawn ? drawnCell : filledCell
    return html`${place > 0 ? between(gap) : ''}${cell({ point, href: linkFor(point.rating), width, row, look })}`
  })
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;table-layout:fixed;border-collapse:separate"><tr${isWide ? html` class="st"` : ''}>
${cells}
</tr></table>`
}

/** Drawings far apart are no scale: how wide all of them are, in pixels. */
export function drawnWidth(count: number): number {
  return Math.min(fullWidth, Math.max(300, count * 72))
}

function between(gap: number) {
  return html`<td class="sx" width="${gap}" style="width:${gap}px;font-size:0;line-height:0">&nbsp;</td>`
}

interface Cell {
  readonly point: Point
  readonly href: string
  /** For Outlook, which shares a table's width out by what is in the cells. */
  readonly width: number
  /** How many share its row where one row has no room for all. */
  readonly row: string
  readonly look: MailLook
}

/** A number, or a thumb with its word, on the accent. */
function filledCell({ point, href, width, row, look }: Cell) {
  const { accent, onAccent } = look.day
  const corner = `border-radius:${Math.min(look.radius, 8)}px`
  const font = `font-family:${look.font};font-size:16px;line-height:20px;font-weight:600`
  return html`<td width="${width}" align="center" valign="middle" bgcolor="${accent}" class="sb ${row}" style="width:auto;background-color:${accent};${corner};mso-padding-alt:12px 0"><a href="${href}" target="_blank" class="sl" title="${point.name}" aria-label="${point.name}" style="display:block;padding:12px 0;color:${onAccent};${font};text-decoration:none;${corner}">${point.sign}${point.caption && html`&nbsp; ${point.caption}`}</a></td>
`
}

/** A star or a face, its number below: what is drawn must still say which point it is. */
function drawnCell({ point, href, width, row, look }: Cell) {
  const { accent, quiet } = look.day
  return html`<td width="${width}" align="center" valign="middle" class="${row}" style="width:auto;mso-padding-alt:6px 0"><a href="${href}" target="_blank" title="${point.name}" aria-label="${point.name}" style="display:block;padding:6px 0;text-decoration:none;color:${quiet}"><span class="sg" style="font-family:${drawingFonts};font-size:36px;line-height:42px;color:${accent}">${point.sign}</span><br><span class="sq" style="font-family:${look.font};font-size:13px;line-height:18px;color:${quiet}">${point.caption}</span></a></td>
`
}

const drawingFonts =
  "'Apple Color Emoji','Segoe UI Emoji','Noto Color Emoji','Segoe UI Symbol',system-ui,sans-serif"
