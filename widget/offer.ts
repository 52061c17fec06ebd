import { whyRest } from '../shared/cadence.ts'
import { hasGates, type PublicSurvey, type Rules, type ShutSurvey } from '../shared/survey.ts'
import { claim } from './claim.ts'
import type { Gates } from './gates.ts'
import { recall } from './memory.ts'
import { nameOf } from './person.ts'
import { quietly } from './quietly.ts'
import type { Visit } from './visit.ts'
import { whenIdle } from './whenIdle.ts'
import { whenUndisturbed } from './whenUndisturbed.ts'

/** What an offer needs that is fetched, or judged, elsewhere. */
export interface OfferOptions {
  find(): Promise<PublicSurvey | ShutSurvey | null>
  /** Fetches what it will take, while the page comes to rest. */
  prepare(): unknown
  /** Brings what judges rules, which most surveys do not need. */
  loadGates(rules: Rules): Promise<Gates>
  /** Shows it, if it is still the time for it when all is there; `over` frees the other tabs. */
  show(isTime: () => boolean, over: () => void): Promise<unknown>
}

/**
 * Offers a survey to the person unless something was asked for already, or they are left in peace: for
 * as long as its rules hold, and whenever they hold again. Returns what is to be called after
 * anything that may have changed this.
 */
export function createOffer(visit: Visit, { find, prepare, loadGates, show }: OfferOptions): () => void {
  let finding: Promise<PublicSurvey | ShutSurvey | null> | undefined
  let loading: Promise<Gates> | undefined
  let gates: Gates | undefined
  let rules: Rules | undefined
  let stopFollowing: (() => void) | undefined
  let stopWaiting: (() => void) | undefined

  const past = () => recall(visit.surveyId, nameOf(visit.respondent))
  /** Neither the person, nor the browser on their behalf, nor the page has anything against a survey. */
  const isOpen = () => visit.welcome && !visit.touched
  const mayShow = (by?: Rules) =>
    isOpen() && !whyRest(by, past(), Date.now()) && !((past().told ?? 0) > Date.now())
  const isTime = () => mayShow(rules) && (!gates || gates.areOpen())

  /** Gives the undo of whichever step is under way. */
  function wait(): () => void {
    let undo = () => {}
    const whenQuiet = () => {
      undo = whenUndisturbed(() => {
        prepare()
        undo = whenIdle(ask)
      })
    }
    if (gates) undo = gates.whenMet(whenQuiet)
    else whenQuiet()
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
    const survey = await finding
    if (!survey || 'shut' in survey) return
    rules = survey.rules
    if (rules && hasGates(rules)) {
      loading ??= loadGates(rules)
      gates = await loading
    }
    if (!isOpen()) return stop()
    stopFollowing ??= gates?.follow(reconsider)
    if (isTime()) stopWaiting ??= wait()
    else stopWaiting = stopWaiting?.() as undefined
  })
  return reconsider
}
