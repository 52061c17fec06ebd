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

/** The other colours of a survey's pages and mails, by colour scheme. */
export const surfaces = {
  light: {
    ground: '#f6f7f9',
    paper: '#ffffff',
    fill: '#f4f5f8',
    ink: '#15181e',
    soft: '#545b68',
    line: '#e3e6eb',
    field: '#868e9b',
  },
  dark: {
    ground: '#0b0c10',
    paper: '#12141a',
    fill: '#1d2129',
    ink: '#eceef2',
    soft: '#aab1be',
    line: '#343a46',
    field: '#6d7585',
  },
} as const

/** The accent of a survey in a colour scheme: its own, else ours. */
export function accentOf({ accent }: Look, scheme: 'light' | 'dark'): Accent {
  return accent ? { accent, onAccent: inkOn(accent) } : brand[scheme]
}
