import type { MakeGate } from '../gate.ts'
import { whenPassed } from '../whenPassed.ts'

/** Waits since the event or click; of the page's own time, what it was open already counts. */
export const gate: MakeGate = ({ when: { event, click, seconds = 0 } = {} }) => ({
  wait: (met) => whenPassed(event || click ? seconds : seconds - performance.now() / 1000, met),
})
