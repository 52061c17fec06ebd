import type { MakeGate } from '../gate.ts'

/** Waits since the event or click; of the page's own time, what it was open already counts. */
export const gate: MakeGate = ({ when: { event, click, seconds } }) => ({
  wait: { lookAfter: seconds * 1000 - (event || click ? 0 : performance.now()) },
})
