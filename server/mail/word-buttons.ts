import { html } from 'hono/html'
import type { Point } from '../../shared/instrument.ts'
import type { Html } from '../pages/layout.ts'
import type { MailLook } from './palette.ts'

/** A button of a mail. */
export interface Button {
  readonly point: Point
  readonly href: string
  /** The drawing of the point as a character; empty for numbers. */
  readonly symbol: string
  /** Whether it is a drawing with its number below, not a filled cell. */
  readonly isDrawn: boolean
}

interface Row {
  /** Pixels, of all of them with their gaps. */
  readonly width: number
  readonly gap: number
  readonly look: MailLook
}

/**
 * The buttons for Outlook for Windows. Its engine, Word, ignores padding and `display` of links, so that only the digit
 * could be pressed; all of a VML shape with `href` can. Each shape names its namespaces, since a block pasted into
 * another mail has no `html` of ours around it.
 */
export function wordButtons(all: readonly Button[], { width, gap, look }: Row): Html {
  const each = Math.floor((width - gap * (all.length - 1)) / all.length)
  const cells = all.map(
    (button, place) =>
      html`${place > 0 ? html`<td width="${gap}"></td>` : ''}<td width="${each}">${shape(button, each, look)}</td>`,
  )
  return html`<table role="presentation" width="${width}" cellpadding="0" cellspacing="0" border="0"><tr>${cells}</tr></table>`
}

function shape(
  { point, href, symbol, isDrawn }: Button,
  width: number,
  { day, font, radius }: MailLook,
): Html {
  const height = isDrawn ? 72 : 44
  const corner = (Math.min(radius, 8) / height).toFixed(2)
  // A shape without a filling can be pressed at its text only.
  const edge = isDrawn ? html`stroked="f"` : html`strokecolor="${day.edge}"`
  const words = isDrawn
    ? html`<span style="font-size:30px;color:${day.edge}">${symbol}</span><br>${point.label}`
    : html`${symbol && html`${symbol}&nbsp; `}${point.label}`
  return html`<v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w="urn:schemas-microsoft-com:office:word" href="${href}" title="${point.name}" alt="${point.name}" style="width:${width}px;height:${height}px;v-text-anchor:middle" arcsize="${corner}" ${edge} fillcolor="${isDrawn ? day.paper : day.fill}"><w:anchorlock/><center style="color:${isDrawn ? day.quiet : day.ink};font-family:${font};font-size:${isDrawn ? 13 : 16}px;font-weight:${isDrawn ? 400 : 600}">${words}</center></v:roundrect>`
}
