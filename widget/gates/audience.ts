import { isAmong } from '../audience.ts'
import type { MakeGate } from '../gate.ts'

/** The person is one of those to ask. */
export const gate: MakeGate = ({ audience }, visit) => ({
  isOpen: () => isAmong(audience, visit.properties!),
})
