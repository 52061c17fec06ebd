import type { MakeGate } from '../gate.ts'
import { listen } from '../listen.ts'
import { whenPassed } from '../whenPassed.ts'

const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'wheel', 'touchstart']

/** Waits for so many seconds without any input. */
export const gate: MakeGate = ({ when: { idle = 0 } = {} }) => ({
  wait(met) {
    let forget = whenPassed(idle, met)
    const stop = listen(document, signsOfLife, () => {
      forget()
      forget = whenPassed(idle, met)
    })
    return () => {
      forget()
      stop()
    }
  },
})
