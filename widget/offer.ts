import { whyRest } from '../shared/cadence.ts'
import type { Rules } from '../shared/survey.ts'
import { claim } from './claim.ts'
import type { Filled } from './filled.ts'
import type { Gate } from './gate.ts'
import { recall } from './memory.ts'
import { nameOf } from './person.ts'
import { quietly } from './quietly.ts'
import type { Visit } from './visit.ts'
import { whenIdle } from './whenIdle.ts'
import { whenUndisturbed } from './whenUndisturbed.ts'

/** What an offer needs that is fetched, or judged, elsewhere. */
export interface OfferOptions {
  find(): Promise<Filled | null>
  /** Fetches what it will take, while the page comes to rest. */
  prepare(found: Filled): unknown
  /** Shows it, if it is still the time for it when all is there; `over` frees the other tabs. */
  show(isTime: () => boolean, over: () => void): Promise<unknown>
}

/**
 * Offers a survey to the person unless something was asked for already, or they are left in peace: for
 * as long as its rules hold, and whenever they hold again. Returns what is to be called after
 * anything that may have changed this.
 */
export function createOffer(visit: Visit, { find, prepare, show }: OfferOptions): () => void {
  let finding: Promise<Filled | null> | undefined
  /** Made once the survey is found. */
  const gates: Gate[] = []
  let rules: Rules | undefined
  let stopFollowing: (() => void) | undefined
  let stopWaiting: (() => void) | undefined

  const past = () => recall(visit.surveyId, nameOf(visit.respondent))
  /** Neither the person, nor the browser on their behalf, nor the page has anything against a survey. */
  const isOpen = () => visit.welcome && !visit.touched
  const mayShow = (by?: Rules) =>
    isOpen() && !whyRest(by, past(), Date.now()) && !((past().told ?? 0) > Date.now())
  const isTime = () => mayShow(rules) && gates.every(({ isOpen }) => isOpen?.() ?? true)

  /** Gives the undo of whichever step is under way. */
  function wait(found: Filled): () => void {
    const waits = gates.flatMap(({ wait }) => wait ?? [])
    let undo = () => {}
    const next = () => {
      undo()
      undo = waits.shift()?.(next) ?? whenUndisturbed(whenQuiet)
    }
    const whenQuiet = () => {
      prepare(found)
      undo = whenIdle(ask)
    }
    next()
    return () => undo()
  }

  /** One tab of the site asks at a time. */
  const ask = quietly(async () => {
    const over = isTime() && (await claim())
    if (over) await show(isTime, over).catch(over)
    stop()
  })

  function stop(): void {
    stopWaiting?.()
    stopFollowing?.()
    stopWaiting = stopFollowing = undefined
  }

  const reconsider = quietly(async () => {
    // Who was to be left in peace still is, and costs the collector no question.
    if (!finding && !mayShow(past().rules)) return
    finding ??= find()
    const found = await finding
    if (!found || 'shut' in found.survey) return
    if (!rules) {
      rules = found.survey.rules ?? {}
      for (const makeGate of found.gates) gates.push(makeGate(rules, visit))
    }
    if (!isOpen()) return stop()
    stopFollowing ??= followAll(gates, reconsider)
    if (isTime()) stopWaiting ??= wait(found)
    else stopWaiting = stopWaiting?.() as undefined
  })
  return reconsider
}

function followAll(gates: readonly Gate[], deed: () => void): () => void {
  const undos = gates.map(({ follow }) => follow?.(deed))
  return () => {
    for (const undo of undos) undo?.()
  }
}
