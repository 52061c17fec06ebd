import type { MakeGate } from '../gate.ts'

/** Waits until so much of the page was scrolled past. One too short to be scrolled has been seen whole. */
export const gate: MakeGate = ({ when }) => ({
  wait: {
    events: ['scroll'],
    lookAfter: 0,
    isMet() {
      const { scrollHeight, clientHeight } = document.documentElement
      // Zoomed browsers stop a fraction of a pixel short of the end.
      return scrollY + 1 >= (scrollHeight - clientHeight) * when.scroll * 0.01
    },
  },
})
