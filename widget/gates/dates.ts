import { isEarly, isOver } from '../../shared/cadence.ts'
import type { MakeGate } from '../gate.ts'

/** The survey has begun, and is not over. */
export const gate: MakeGate = (rules) => ({
  isOpen: () => !isEarly(rules, Date.now()) && !isOver(rules, Date.now()),
})
