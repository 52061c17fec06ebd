import type { MakeGate } from '../gate.ts'

/** Waits for a click on what matches the selector. */
export const gate: MakeGate = ({ when }) => ({
  wait: { events: ['click'], isMet: (event) => (event!.target as Element).closest(when.click) },
})
