import type { MakeGate } from '../gate.ts'
import { keep, read } from '../memory.ts'
import { nameOf } from '../person.ts'
import { drawnFor } from '../sampling.ts'

/**
 * The person is within the share of those asked. Those nobody names are told apart by a number of
 * their browser's: all that is ever kept before somebody answers, and it says nothing of them.
 */
export const gate: MakeGate = ({ share = 1 }, visit) => {
  let number: number | undefined
  const numberHere = () => {
    const all = read('')
    const ours = Object(all[''])
    number ??= ours.drawn ?? Math.random()
    if (number !== ours.drawn) keep('', { ...all, '': { ...ours, drawn: number } })
    return `${number}`
  }
  return { isOpen: () => drawnFor(nameOf(visit.respondent) ?? numberHere(), visit.surveyId) < share }
}
