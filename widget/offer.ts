import { isResting } from '../shared/cadence.ts'
import { attend } from './attend.ts'
import type { Askable, Filled } from './filled.ts'
import type { Gate, Given } from './gate.ts'
import { inTurn } from './inTurn.ts'
import { nameOf } from './person.ts'
import { quietly } from './quietly.ts'
import { recall } from './recall.ts'
import { untilSeen } from './untilSeen.ts'
import { untilUndisturbed } from './untilUndisturbed.ts'
import type { Visit } from './visit.ts'

/** Fetches what it takes and shows it, if it is still the time for it when all is there. Never rejects. */
type Show = (found: Askable, isTime: () => boolean) => Promise<unknown>

/**
 * Offers a survey to the person unless something was asked for already, or they are left in peace: for
 * as long as its rules hold, and whenever they hold again. Returns what is to be called after
 * anything that may have changed this.
 */
export function createOffer(visit: Visit, find: () => Promise<Filled | null>, show: Show): () => void {
  let finding: Promise<Filled | null> | undefined
  /** Made once the survey is found. */
  let gates: Gate[] | undefined
  let stopFollowing: (() => void) | undefined
  let stopWaiting: (() => void) | undefined

  /** Neither the person, nor the browser on their behalf, nor the page has anything against a survey. */
  const isOpen = () => visit.welcome && !visit.isTouched
  const isTime = () => {
    const person = nameOf(visit.respondent)
    const past = recall(visit.surveyId, person)
    return (
      isOpen() &&
      !isResting(visit.rests ?? past.rests ?? {}, past, Date.now()) &&
      !gates?.some(({ isOpen }) => isOpen && !isOpen(past, person))
    )
  }

  /** Shows it, unless that is called off before it stands there. */
  const ask = quietly(async (found: Askable) => {
    if (isTime()) await show(found, isTime)
    // Not shown though it might have been: another tab asks. Else it is over, or the page is another one now.
    if (isTime()) stop()
    else reconsider()
  })

  function stop(): void {
    stopWaiting?.()
    stopFollowing?.()
    stopWaiting = stopFollowing = undefined
  }

  const reconsider = quietly(async () => {
    // Who was to be left in peace still is, and costs the collector no question.
    if (!finding && !isTime()) return
    finding ??= find()
    const found = await finding
    if (!found?.gates) return
    visit.rests = found.rests
    gates ??= found.gates.map((makeGate) => makeGate(found.survey.rules as Given, visit))
    if (!isOpen()) return stop()
    // A survey has one rule at most that follows the page.
    stopFollowing ??= attend(gates.find(({ follow }) => follow)?.follow ?? {}, reconsider)
    if (isTime()) {
      const cues = [...gates.flatMap(({ wait }) => wait ?? []), untilUndisturbed(), untilSeen]
      stopWaiting ??= inTurn(cues, () => ask(found))
    } else stopWaiting = stopWaiting?.() as undefined
  })
  return reconsider
}
