import { plainEdgeOf } from '../../shared/contrast.ts'
import { accentOf, surfaces } from '../../shared/look.ts'
import type { Look } from '../../shared/survey.ts'

/** The colours of a mail. All are #rrggbb: mail programs with a dark mode do not parse other formats. */
export interface Palette {
  readonly ground: string
  readonly paper: string
  /** The background of a button. */
  readonly fill: string
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly accent: string
  readonly onAccent: string
  /** What of the accent stands out from the paper: the edge of a button. */
  readonly edge: string
}

const fontStack = "system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** The look of a mail: its light and dark colours (`night` is `null` when there is one scheme), font, and corner radius in pixels. */
export interface MailLook {
  readonly day: Palette
  readonly night: Palette | null
  readonly font: string
  readonly radius: number
}

/** The parts of a survey's look that mails support, with defaults for the rest. */
export function mailLookOf(look: Look = {}): MailLook {
  const { scheme = 'auto', radius = 14, font } = look
  const [day, night] = [paletteIn(look, 'light'), paletteIn(look, 'dark')]
  return {
    day: scheme === 'dark' ? night : day,
    night: scheme === 'auto' ? night : null,
    font: font ? `${font},${fontStack}` : fontStack,
    radius,
  }
}

function paletteIn(look: Look, scheme: 'light' | 'dark'): Palette {
  const { soft: quiet, ...colours } = surfaces[scheme]
  const accent = accentOf(look, scheme)
  return { ...colours, ...accent, quiet, edge: plainEdgeOf(accent.accent, colours.paper, colours.ink) }
}
