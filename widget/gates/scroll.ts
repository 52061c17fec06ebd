import type { MakeGate } from '../gate.ts'
import { listen } from '../listen.ts'
import { whenPassed } from '../whenPassed.ts'

/** Waits until so much of the page was scrolled past. One too short to be scrolled has been seen whole. */
export const gate: MakeGate = ({ when }) => ({
  wait(met) {
    const look = () => {
      const { scrollHeight, clientHeight } = document.documentElement
      // Zoomed browsers stop a fraction of a pixel short of the end.
      if (scrollY + 1 >= (scrollHeight - clientHeight) * (when?.scroll ?? 0) * 0.01) met()
    }
    const stop = listen(document, ['scroll'], look)
    const forget = whenPassed(0, look)
    return () => {
      forget()
      stop()
    }
  },
})
