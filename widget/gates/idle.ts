import type { MakeGate } from '../gate.ts'

const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'wheel']

/** Waits for so many seconds without any input. */
export const gate: MakeGate = ({ when }) => ({
  wait: {
    events: signsOfLife,
    lookAfter: when.idle * 1000,
    lookAgain: when.idle * 1000,
    isMet: (event) => !event,
  },
})
