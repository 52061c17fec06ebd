import type { NewResponse, NewView } from '../shared/response.ts'
import type { PublicSurvey } from '../shared/survey.ts'

/**
 * What became of something sent: it is kept, it is refused for good, or it has to be sent
 * again, no sooner than `after` milliseconds when the collector said so.
 */
export type Outcome =
  | { readonly outcome: 'kept' | 'refused' }
  | { readonly outcome: 'again'; readonly after: number }

/** A survey's definition, or the status that came instead; 0 when nothing came. Never rejects. */
export async function fetchSurvey(collector: string, surveyId: string): Promise<PublicSurvey | number> {
  try {
    const answer = await fetch(`${collector}/v1/public/surveys/${encodeURIComponent(surveyId)}`, manners)
    return answer.ok ? await answer.json() : answer.status
  } catch {
    return 0
  }
}

export function postResponse(collector: string, response: NewResponse): Promise<Outcome> {
  return post(`${collector}/v1/public/responses`, response)
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
