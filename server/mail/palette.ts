import { accentOf } from '../../shared/look.ts'
import type { Look } from '../../shared/survey.ts'

/** The colours of a mail. All are #rrggbb: mail programs with a dark mode do not parse other formats. */
export interface Palette {
  readonly ground: string
  readonly paper: string
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly accent: string
  readonly onAccent: string
}

const light = { ground: '#f3f5f7', paper: '#ffffff', ink: '#1b1f24', quiet: '#59616d', line: '#dfe3e8' }
const dark = { ground: '#14171b', paper: '#1d2126', ink: '#eef1f4', quiet: '#a8b0bb', line: '#3a414a' }
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
  const day = { ...light, ...accentOf(look, 'light') }
  const night = { ...dark, ...accentOf(look, 'dark') }
  return {
    day: scheme === 'dark' ? night : day,
    night: scheme === 'auto' ? night : null,
    font: font ? `${font},${fontStack}` : fontStack,
    radius,
  }
}
