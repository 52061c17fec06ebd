import { inkOn } from './contrast.ts'
import type { Look } from './survey.ts'

/** An accent colour, and the colour of text on it. */
export interface Accent {
  readonly accent: string
  readonly onAccent: string
}

/** The accent of surveys without one of their own, by colour scheme. The widget's style sheet repeats it. */
export const brand = {
  light: { accent: '#3840cc', onAccent: '#ffffff' },
  dark: { accent: '#9aa2ff', onAccent: '#10131c' },
} as const satisfies Record<'light' | 'dark', Accent>

/** The accent of a survey in a colour scheme: its own, else ours. */
export function accentOf({ accent }: Look, scheme: 'light' | 'dark'): Accent {
  return accent ? { accent, onAccent: inkOn(accent) } : brand[scheme]
}
