import { whyRest } from '../shared/cadence.ts'
import type { Rules } from '../shared/survey.ts'
import { claim } from './claim.ts'
import { isDisturbed } from './isDisturbed.ts'
import { recall } from './memory.ts'
import { quietly } from './quietly.ts'
import type { ShowRequest, Stage } from './stage.ts'
import type { Waiting, WaitingOptions } from './waiting.ts'

export interface OfferOptions {
  readonly stage: Stage
  readonly collector: string
  readonly surveyId: string
  readonly target?: ShowRequest['target']
  /** What has happened on the page that surveys may wait for. */
  readonly happened: ReadonlySet<unknown>
  /** Neither the person, nor the browser on their behalf, nor the page has anything against a survey. */
  isWelcome(): boolean
  /** Fetches what waits for the moment, which most pages never need. */
  loadWaiting(options: WaitingOptions): Promise<Waiting>
}

/**
 * Offers a survey to the person unless something was asked for already, or they are left in
 * peace. Returns what is to be called after anything that may have changed this.
 */
export function createOffer(options: OfferOptions): () => void {
  const { stage, surveyId, target, isWelcome } = options
  let finding: ReturnType<Stage['find']> | undefined
  let waiting: Promise<Waiting> | undefined

  const isOpen = () => isWelcome() && stage.isUntouched()
  const mustRest = (rules?: Rules) => whyRest(rules, recall(surveyId), Date.now())

  /** One tab of the site asks at a time. */
  async function ask(): Promise<void> {
    const over = await claim()
    if (over && isOpen()) await stage.show({ surveyId, target, over })
    else over?.()
  }

  return quietly(async () => {
    if (!isOpen()) return (await waiting)?.stop()
    // Who was to be left in peace still is, and costs the collector no question.
    if (!finding && mustRest(recall(surveyId).rules)) return
    finding ??= stage.find(surveyId)
    const survey = await finding
    if (!survey || !isOpen() || mustRest(survey.rules)) return
    if (!survey.rules && !waiting && !isDisturbed()) return ask()
    waiting ??= options.loadWaiting({ ...options, rules: survey.rules, isOpen, ask })
    ;(await waiting).reconsider()
  })
}
