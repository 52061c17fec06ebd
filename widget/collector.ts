import type { NewResponse, NewView, Respondent } from '../shared/response.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import { forgetUnsent, keepUnsent } from './outbox.ts'

/**
 * What became of something sent: it is kept, it is refused for good, or it has to be sent
 * again, no sooner than `after` milliseconds when the collector said so.
 */
export type Outcome =
  | { readonly outcome: 'kept' | 'refused' }
  | { readonly outcome: 'again'; readonly after: number }

/**
 * A survey's definition, or what else is told of it under `more` of its address; the status that
 * came instead; 0 when nothing came. Never rejects.
 */
export async function fetchSurvey<Told = PublicSurvey>(
  collector: string,
  surveyId: string,
  more = '',
): Promise<Told | number> {
  try {
    const answer = await fetch(
      `${collector}/v1/public/surveys/${encodeURIComponent(surveyId)}${more}`,
      manners,
    )
    return answer.ok ? await answer.json() : answer.status
  } catch {
    return 0
  }
}

/**
 * Whether the collector lets this person be asked, who may have answered on another device or by
 * email. Those it cannot know may, and nobody waits for a collector that does not say. Never rejects.
 */
export async function mayAsk(
  collector: string,
  surveyId: string,
  { id, email, signature }: Respondent = {},
): Promise<boolean> {
  if (!id && !email) return true
  const who = Object.entries({ id, email, signature }).filter(([, value]) => value) as [string, string][]
  const told = await fetchSurvey<{ ask?: boolean }>(collector, surveyId, `/asked?${new URLSearchParams(who)}`)
  return Object(told).ask !== false
}

/** Sends a response, which the browser keeps until the collector has answered for it. */
export async function postResponse(collector: string, response: NewResponse): Promise<Outcome> {
  keepUnsent(collector, response)
  const result = await post(`${collector}/v1/public/responses`, response)
  if (result.outcome !== 'again') forgetUnsent(response)
  return result
}

export function postView(collector: string, view: NewView): Promise<Outcome> {
  return post(`${collector}/v1/public/views`, view)
}

/** The host's cookies and address are none of our business. */
const manners = { credentials: 'omit', referrerPolicy: 'no-referrer' } as const

/** A connection that hangs this long has failed. */
const patience = 20_000

/**
 * Sends without a preflight (text/plain) and so that it survives the page (keepalive;
 * `sendBeacon` claims success even where the host's policy blocks it). Never rejects.
 */
async function post(address: string, body: NewResponse | NewView): Promise<Outcome> {
  try {
    const answer = await fetch(address, {
      ...manners,
      method: 'POST',
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      body: JSON.stringify(body),
      keepalive: true,
      signal: AbortSignal.timeout?.(patience),
    })
    if (answer.ok) return { outcome: 'kept' }
    if (answer.status < 500 && answer.status !== 429) return { outcome: 'refused' }
    return { outcome: 'again', after: 1000 * (Number(answer.headers.get('retry-after')) || 0) }
  } catch {
    return { outcome: 'again', after: 0 }
  }
}
