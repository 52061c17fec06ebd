import type { Rules } from '../shared/survey.ts'
import { mayAsk } from './collector.ts'
import { whyNotShow } from './eligibility.ts'
import { recall, remember } from './memory.ts'
import type { OfferOptions } from './offer.ts'
import { nameOf } from './options.ts'
import { quietly } from './quietly.ts'
import { drawnFor } from './sampling.ts'
import { whenIdle } from './whenIdle.ts'
import { whenNavigated } from './whenNavigated.ts'
import { whenTriggered } from './whenTriggered.ts'
import { whenUndisturbed } from './whenUndisturbed.ts'

export interface WaitingOptions extends OfferOptions {
  readonly rules?: Rules
  isOpen(): boolean
  ask(): Promise<void>
}

/** A survey on its way to the page: waits for as long as its rules hold, and whenever they hold again. */
export interface Waiting {
  reconsider(): void
  stop(): void
}

export function createWaiting(options: WaitingOptions): Waiting {
  const { stage, collector, surveyId, rules, happened, isOpen, ask } = options
  const event = rules?.when?.event
  let number: number | undefined
  let stopFollowing: (() => void) | undefined
  let stopWaiting: (() => void) | undefined

  /**
   * Those nobody names are told apart by a number of their browser's: all that is ever kept before
   * somebody answers, and it says nothing of them.
   */
  function drawn(): number {
    const person = nameOf(stage.circumstances().respondent)
    if (person) return drawnFor(person, surveyId)
    if (number === undefined) {
      number = recall('').drawn ?? Math.random()
      remember('', 'drawn', number)
    }
    return drawnFor(`${number}`, surveyId)
  }

  function isTime(): boolean {
    const { properties = {} } = stage.circumstances()
    const visitor = { place: location, properties, drawn }
    return (
      isOpen() && (!event || happened.has(event)) && !whyNotShow(recall(surveyId), Date.now(), rules, visitor)
    )
  }

  /** Gives the undo of whichever step is under way. */
  function wait(): () => void {
    let undo = () => {}
    undo = whenTriggered(rules?.when ?? {}, () => {
      undo = whenUndisturbed(() => {
        undo = whenIdle(last)
      })
    })
    return () => undo()
  }

  /** The last to have a say are the collector, which knows other devices, and the other tabs. */
  const last = quietly(async () => {
    const { respondent } = stage.circumstances()
    if ((await mayAsk(collector, surveyId, respondent)) && isTime()) await ask()
    stop()
  })

  const reconsider = quietly(() => {
    if (!isOpen()) return stop()
    if (rules?.pages) stopFollowing ??= whenNavigated(reconsider)
    if (isTime()) stopWaiting ??= wait()
    else stopWaiting = stopWaiting?.() as undefined
  })

  function stop(): void {
    stopWaiting?.()
    stopFollowing?.()
    stopWaiting = stopFollowing = undefined
  }

  return { reconsider, stop }
}
