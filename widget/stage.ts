import type { Respondent } from '../shared/response.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import { fetchSurvey } from './collector.ts'
import { whyNotShow } from './eligibility.ts'
import { recall, remember } from './memory.ts'
import { type Circumstances, propertiesOf, respondentOf } from './options.ts'
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
  loadRenderer(): Promise<Renderer>
  /** Tells the developer, once, why nothing shows. */
  warn(problem: string): void
}

export interface ShowRequest {
  readonly surveyId?: string
  /** The element to show it in, or its CSS selector; without one it is a popover. */
  readonly target?: Element | string
  readonly properties?: unknown
}

/** Where surveys appear, one at a time. */
export type Stage = ReturnType<typeof createStage>

export function createStage({ collector, known, circumstances = {}, loadRenderer, warn }: StageOptions) {
  let onShow: (Shown & { readonly surveyId: string }) | null = null
  /** Counts what was asked for, so that a survey still on its way when another is asked for, or close, stays away. */
  let turn = 0

  /** Shows a survey now, whatever this browser remembers of it. */
  async function show({ surveyId = known?.id, target, properties }: ShowRequest): Promise<void> {
    // A survey that the page took away with the element it was in may be shown anew.
    if (!surveyId || (onShow?.surveyId === surveyId && onShow.element.isConnected)) return
    close()
    const mine = turn
    const survey = await definitionOf(surveyId)
    const renderer = survey && mine === turn && (await loadRenderer())
    if (!renderer || mine !== turn) return
    const place = typeof target === 'string' ? document.querySelector(target) : (target ?? null)
    if (target && !place) return warn(`nothing matches the target ${target}`)
    onShow = {
      surveyId,
      ...renderer.show({
        survey,
        collector,
        target: place,
        circumstances: () => ({
          ...circumstances,
          properties: propertiesOf({ ...circumstances.properties, ...Object(properties) }),
        }),
        done: (deed) => remember(surveyId, deed, Date.now()),
        gone: () => {
          onShow = null
        },
      }),
    }
  }

  /** Shows a survey unless something was asked for already, or the person has dealt with it lately. */
  async function offer(request: ShowRequest): Promise<void> {
    const surveyId = request.surveyId ?? known?.id
    if (turn === 0 && surveyId && !whyNotShow(recall(surveyId), Date.now())) await show(request)
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
    circumstances = {
      respondent,
      properties: propertiesOf({ ...circumstances.properties, ...Object(properties) }),
    }
  }

  async function definitionOf(surveyId: string): Promise<PublicSurvey | null> {
    const survey = known?.id === surveyId ? known : await fetchSurvey(collector, surveyId)
    if (typeof survey !== 'number') return survey
    // A closed survey is no mistake of the page's.
    if (survey !== 410)
      warn(`${collector} has no survey ${surveyId} for this page (${survey || 'no answer'})`)
    return null
  }

  return { show, offer, close, identify }
}

/** What tells one person from another. */
function nameOf(respondent: Respondent | undefined): string | undefined {
  return respondent?.id ?? respondent?.email ?? respondent?.name
}
