import type { MakeGate } from '../gate.ts'
import { listen } from '../listen.ts'

/** Waits for a click on what matches the selector. */
export const gate: MakeGate = ({ when }) => ({
  wait: (met) =>
    listen<MouseEvent>(
      document,
      ['click'],
      ({ target }) => (target as Element).closest(when?.click ?? '') && met(),
    ),
})
