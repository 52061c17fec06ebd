import type { MakeGate } from '../gate.ts'

/** The host called `sayso('track', name)`: nothing is listened to before that. */
export const gate: MakeGate = ({ when }, { happened }) => ({ isOpen: () => happened.has(when.event) })
