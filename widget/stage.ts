import type { PublicSurvey } from '../shared/survey.ts'
import { circumstancesOf } from './circumstances.ts'
import { fetchRest } from './collector.ts'
import { createTeller } from './listeners.ts'
import { remember } from './memory.ts'
import { nameOf } from './person.ts'
import { show as draw, type Shown } from './renderer.tsx'
import type { Visit } from './visit.ts'

export interface ShowRequest {
  /** The element to show it in, or its CSS selector; without one it is where its format says. */
  readonly target?: Element | string
  readonly properties?: unknown
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

  const person = () => nameOf(visit.respondent)

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

  /**
   * Shows a survey to a person it found nothing against, unless one has who is asked last: the collector,
   * which knows other devices, and, where the browser has no locks, the other tabs.
   */
  async function offer(isTime: () => boolean, over: () => void): Promise<void> {
    const { surveyId, target } = visit
    const rest = await fetchRest(collector, surveyId, circumstancesOf(visit).respondent)
    if (rest) remember(surveyId, 'told', Date.now() + rest, person())
    const free = rest
      ? null
      : (navigator as { locks?: LockManager }).locks
        ? () => {}
        : await (await seldom()).claimAloud()
    const done = () => {
      free?.()
      over()
    }
    if (free && isTime()) await show(surveyId, { target, over: done })
    else done()
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
      circumstances: () =>
        circumstancesOf({ ...visit, properties: { ...visit.properties, ...Object(properties) } }),
      done: (deed) => {
        remember(surveyId, deed, Date.now(), person())
        remember(surveyId, 'rules', rules, person())
      },
      gone: () => {
        onShow = null
        over?.()
      },
    })
    onShow = { surveyId, ...shown }
    // What nobody counts from is not kept.
    if (rules?.quietDays) remember('', 'shown', Date.now(), person())
    return true
  }

  function close(): void {
    turn += 1
    visit.touched = true
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

  const commands: Record<string, (...given: unknown[]) => unknown> = {
    show: (...given) => {
      const id = typeof given[0] === 'string' && given[0]
      const { target, surveyId } = visit
      return show(id || surveyId, { ...(!id && { target }), ...Object(given.at(-1)) })
    },
    language,
  }

  return {
    find,
    show,
    offer,
    close,
    /** Does what the page asked for and the loader does not know of. */
    act: async (command: string, given: readonly unknown[]) =>
      Object.hasOwn(commands, command)
        ? commands[command]?.(...given)
        : (await seldom()).act(command, given, { visit, find, tell }),
  }
}
