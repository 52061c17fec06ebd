import type { MakeGate } from '../gate.ts'
import { keep, type Remembered, read } from '../memory.ts'
import { drawnFor } from '../sampling.ts'

/** The person is within the share of those asked. */
export const gate: MakeGate = ({ share }, { surveyId }) => ({
  isOpen: (past, person) => drawnFor(person ?? numberHere(past), surveyId) < share,
})

/** The same on this page even where it cannot be kept. */
let number: number | undefined

/**
 * Tells those nobody names apart: a number of their browser's is all that is ever kept before somebody
 * answers, and it says nothing of them.
 */
function numberHere({ drawn }: Remembered): number {
  number ??= drawn ?? Math.random()
  if (number !== drawn) {
    const all = read('')
    keep('', { ...all, '': { ...all[''], drawn: number } })
  }
  return number
}
