import type { Circumstances } from '../shared/response.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import { fetchSurvey } from './collector.ts'
import { createListeners } from './listeners.ts'
import { remember } from './memory.ts'
import { nameOf, propertiesOf, respondentOf } from './options.ts'
import type { Showing, Shown } from './renderer.tsx'

/** The part that draws, which is fetched when it is needed. */
export interface Renderer {
  show(showing: Showing): Shown
}

export interface StageOptions {
  readonly collector: string
  /** A definition that need not be fetched. */
  readonly known?: PublicSurvey
  readonly circumstances?: Circumstances
  /** Answers are stored, but outside every score. */
  readonly test?: boolean
  loadRenderer(): Promise<Renderer>
}

export interface ShowRequest {
  readonly surveyId?: string
  /** The element to show it in, or its CSS selector; without one it is a popover. */
  readonly target?: Element | string
  readonly properties?: unknown
  /** Told when it is no longer on the page, or did not get there. */
  over?(): void
}

/** Where surveys appear, one at a time. */
export type Stage = ReturnType<typeof createStage>

export function createStage(options: StageOptions) {
  const { collector, loadRenderer } = options
  let { known, circumstances = {}, test } = options
  const { on, emit } = createListeners()
  let onShow: (Shown & { readonly surveyId: string }) | null = null
  let inLanguage: string | undefined
  let warned = false
  /** Counts what was asked for, so that a survey still on its way when another is asked for, or close, stays away. */
  let turn = 0

  /** Shows a survey now, whatever this browser remembers of it. */
  async function show({ surveyId, ...request }: ShowRequest): Promise<void> {
    // A survey that the page took away with the element it was in may be shown anew.
    if (!surveyId || (onShow?.surveyId === surveyId && onShow.element.isConnected)) return
    close()
    const mine = turn
    const survey = await find(surveyId)
    const renderer = survey && mine === turn && (await loadRenderer().catch(warn))
    if (!renderer || mine !== turn || !draw(renderer, survey, request)) request.over?.()
  }

  function draw(renderer: Renderer, survey: PublicSurvey, { target, properties, over }: ShowRequest) {
    const { id: surveyId, rules } = survey
    const place = typeof target === 'string' ? document.querySelector(target) : (target ?? null)
    if (target && !place) return warn(`no target ${target} for this page`)
    onShow = {
      surveyId,
      ...renderer.show({
        survey,
        collector,
        target: place,
        test,
        on: emit,
        circumstances: () => withMore(properties),
        done: (deed) => {
          remember(surveyId, deed, Date.now())
          remember(surveyId, 'rules', rules)
        },
        gone: () => {
          onShow = null
          over?.()
        },
      }),
    }
    // What nobody counts from is not kept.
    if (rules?.quietDays) remember('', 'shown', Date.now())
    return true
  }

  function close(): void {
    turn += 1
    onShow?.close()
  }

  /** Says who the person is from now on, and adds properties to those the host gave before. */
  function identify(loose: unknown, properties?: unknown): void {
    const respondent = respondentOf(loose)
    // Somebody else, or nobody: what the person before was asked, and wrote, stays theirs.
    if (circumstances.respondent && nameOf(circumstances.respondent) !== nameOf(respondent)) onShow?.close()
    circumstances = { ...withMore(properties), respondent }
  }

  function withMore(properties: unknown): Circumstances {
    return {
      ...circumstances,
      properties: propertiesOf({ ...circumstances.properties, ...Object(properties) }),
    }
  }

  /** Surveys speak this language from now on, the one on the page included. */
  async function speak(tag: unknown): Promise<void> {
    inLanguage = `?language=${encodeURIComponent(`${tag}`)}`
    known = undefined
    const shown = onShow
    const survey = shown && (await find(shown.surveyId))
    if (survey && onShow === shown) shown.setSurvey(survey)
  }

  /** A survey's definition, or `null` with a word to the developer. */
  async function find(surveyId: string): Promise<PublicSurvey | null> {
    if (known?.id === surveyId) return known
    const survey = await fetchSurvey(collector, surveyId, inLanguage)
    if (typeof survey !== 'number') {
      known = survey
      return survey
    }
    // A closed survey is no mistake of the page's.
    if (survey !== 410) warn(`no survey ${surveyId} for this page (${survey})`)
    return null
  }

  /** Tells the developer why nothing shows; in the console, where it might be in the way, once. */
  function warn(problem: unknown): undefined {
    emit('error', problem)
    if (!warned) console.warn(`Sayso: ${problem}`)
    warned = true
  }

  return {
    show,
    close,
    identify,
    language: speak,
    find,
    on,
    warn,
    /** Whether answers count from now on. */
    test(is: unknown) {
      test = !!is
    },
    circumstances: () => circumstances,
    /** Nothing was asked for yet. */
    isUntouched: () => turn === 0,
  }
}
