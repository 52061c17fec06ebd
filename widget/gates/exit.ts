import type { MakeGate } from '../gate.ts'

/** Waits until the pointer leaves towards the tabs and the address, which is where people leave by. */
export const gate: MakeGate = () => ({
  wait: {
    events: ['mouseout'],
    isMet(event) {
      const { relatedTarget, clientY } = event as MouseEvent
      return !relatedTarget && clientY <= 0
    },
  },
})
