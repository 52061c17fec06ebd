import type { Rules } from '../shared/survey.ts'
import type { Visit } from './visit.ts'

/** Calls back once something has come about, never before it has returned the undo. */
export type Wait = (met: () => void) => () => void

/** One of a survey's rules on this page, apart from rest: what keeps it away, or what it waits for. */
export interface Gate {
  isOpen?(): boolean
  /** Calls back when the page has changed in a way that `isOpen` may see; returns the undo. */
  follow?(deed: () => void): () => void
  readonly wait?: Wait
}

/** Made for a survey that has the rule. */
export type MakeGate = (rules: Rules, visit: Visit) => Gate
