import type { Rules, Trigger } from '../shared/survey.ts'
import type { Cue } from './attend.ts'
import type { Remembered } from './memory.ts'
import type { Visit } from './visit.ts'

/** One of a survey's rules on this page, apart from rest: what keeps it away, or what it waits for. */
export interface Gate {
  /** By what this browser remembers of the person, who has a name if the page gave one. */
  isOpen?(past: Remembered, person: string | undefined): boolean
  /** When to ask `isOpen` again, as the page has changed. */
  readonly follow?: Cue
  readonly wait?: Cue
}

/** Rules as the one finds them that a gate is made for: what it asks for is there. */
export type Given = Required<Rules> & { readonly when: Required<Trigger> }

/** Made for a survey that has the rule. */
export type MakeGate = (rules: Given, visit: Visit) => Gate
