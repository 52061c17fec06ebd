import type { PublicSurvey } from '../shared/survey.ts'
import { circumstancesOf } from './circumstances.ts'
import { claim } from './claim.ts'
import { fetchRest } from './collector.ts'
import type { Filled } from './filled.ts'
import { createTeller } from './listeners.ts'
import { hasUnsent, type Remembered, remember } from './memory.ts'
import { nameOf } from './person.ts'
import { quietly } from './quietly.ts'
import { show as draw, type Shown } from './renderer.tsx'
import type { Visit } from './visit.ts'
import { whenIdle } from './whenIdle.ts'

export interface ShowRequest {
  /** The element to show it in, or its CSS selector; without one it is where its format says. */
  readonly target?: Element | string
  readonly properties?: object
  /** Told when it is no longer on the page, or did not get there. */
  over?(): void
}

/** Where surveys appear, one at a time. */
export type Stage = ReturnType<typeof createStage>

export function createStage(visit: Visit) {
  const { collector } = visit
  const tell = createTeller(visit.listeners)
  let loading: Promise<typeof import('./seldom.ts')> | undefined
  /** Once for all, as calls to come are to be done in order; what failed is tried anew. */
  const seldom = () => {
    loading ??= import('./seldom.ts').catch((problem) => {
      loading = undefined
      throw problem
    })
    return loading
  }
  let spoken: string | undefined
  let onShow: (Shown & { readonly surveyId: string }) | null = null
  /** Counts what was asked for, so that a survey still on its way when another is asked for, or close, stays away. */
  let turn = 0

  // What an earlier page of this site could not send goes out until the collector has answered for it.
  if (hasUnsent()) quietly(async () => (await seldom()).resend(collector))()

  const person = () => nameOf(visit.respondent)

  /** Remembers after what the person rests, and how long, if that is known. */
  function done(surveyId: string, things: Remembered): void {
    const { rests } = visit
    remember(surveyId, { ...things, ...(surveyId === visit.surveyId && { rests }) }, person())
  }

  /** A survey's definition in the language the page wants, or `null` with a word to the developer. */
  async function find(surveyId: string): Promise<PublicSurvey | null> {
    const { known } = visit
    if (known?.id === surveyId) return 'shut' in known ? null : known
    const { findSurvey } = await seldom()
    const found = await findSurvey(collector, surveyId, spoken, tell)
    if (found) visit.known = found
    return found
  }

  /** Shows a survey now, whatever this browser remembers of it. */
  async function show(surveyId: string, request: ShowRequest = {}): Promise<void> {
    // A survey that the page took away with the element it was in may be shown anew.
    if (!surveyId || (onShow?.surveyId === surveyId && onShow.element.isConnected)) return
    close()
    const mine = turn
    const survey = await find(surveyId)
    if (!survey || mine !== turn || !place(survey, request)) request.over?.()
  }

  /** What the collector has of the page's survey. What did not come is asked for again, or the page told why not. */
  async function fill(coming: Promise<{ filled: Filled } | undefined>): Promise<Filled | null> {
    const found = (await coming) ?? (await (await seldom()).fillAgain(visit, find))
    if (found) visit.known = found.filled.survey
    return found?.filled ?? null
  }

  /**
   * Shows a survey to a person the loader found nothing against, unless one has who is asked last: the
   * collector, which knows other devices, and the other tabs, of which one asks at a time.
   */
  async function offer(isTime: () => boolean): Promise<void> {
    const { surveyId, target } = visit
    const idle = whenIdle()
    const rest = await fetchRest(collector, surveyId, circumstancesOf(visit).respondent)
    if (rest) return done(surveyId, { told: Date.now() + rest })
    const { locks } = navigator as { locks?: LockManager }
    const over = await (locks ? claim(locks) : (await seldom()).claimAloud())
    await idle
    if (over && isTime()) await show(surveyId, { target, over }).catch(over)
    else over?.()
  }

  /** Puts a survey on the page; `false`, with a word to the developer, when there is no place for it. */
  function place(survey: PublicSurvey, { target, properties, over }: ShowRequest): boolean {
    const { id: surveyId, rules } = survey
    const element = typeof target === 'string' ? document.querySelector(target) : (target ?? null)
    if (target && !element) {
      tell('error', `no target ${target} for this page`)
      return false
    }
    const shown = draw({
      ...{ survey, collector, target: element, test: visit.test, on: tell },
      circumstances: () => circumstancesOf({ ...visit, properties: { ...visit.properties, ...properties } }),
      done: (deed) => done(surveyId, { [deed]: Date.now() }),
      gone: () => {
        onShow = null
        over?.()
      },
    })
    onShow = { surveyId, ...shown }
    // What nobody counts from is not kept.
    if (rules?.quietDays) remember('', { shown: Date.now() }, person())
    return true
  }

  function close(): void {
    turn += 1
    visit.isTouched = true
    onShow?.close()
  }

  /** Shows this and every other survey in another language from now on. */
  async function language(tag: unknown): Promise<void> {
    spoken = `${tag}`
    visit.known = undefined
    const shown = onShow
    const survey = shown && (await find(shown.surveyId))
    if (survey && onShow === shown) shown.setSurvey(survey)
  }

  /** Shows what the page asked for: a survey by its id, or its own; where, and with which properties. */
  function showAsked(...given: unknown[]): Promise<void> {
    const id = typeof given[0] === 'string' && given[0]
    const { target, surveyId } = visit
    return show(id || surveyId, { ...(!id && { target }), ...(given.at(-1) as object) })
  }

  return {
    fill,
    show,
    offer,
    close,
    /** Does what the page asked for and the loader does not know of. */
    async act(command: string, given: readonly unknown[]): Promise<unknown> {
      if (command === 'show') return showAsked(...given)
      if (command === 'language') return language(given[0])
      return (await seldom()).act(command, given, { visit, find, tell })
    },
  }
}
