import type { MakeGate } from '../gate.ts'
import { listen } from '../listen.ts'

/** Waits until the pointer leaves towards the tabs and the address, which is where people leave by. */
export const gate: MakeGate = () => ({
  wait: (met) =>
    listen<MouseEvent>(
      document,
      ['mouseout'],
      ({ relatedTarget, clientY }) => !relatedTarget && clientY <= 0 && met(),
    ),
})
