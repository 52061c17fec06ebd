import type { NewResponse, NewView, Respondent } from '../shared/response.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import { inTime } from './inTime.ts'
import { toJson } from './json.ts'
import { forgetUnsent, keepUnsent, type Message } from './outbox.ts'

/**
 * What became of something sent: it is kept, it is refused for good, or it has to be sent
 * again, no sooner than `after` milliseconds when the collector said so.
 */
export type Outcome =
  | { readonly outcome: 'kept' | 'refused' }
  | { readonly outcome: 'again'; readonly after: number }

/**
 * What the collector tells of a survey: its definition or, under `more` of its address, something else; the
 * status that came instead; 0 when nothing came. Never rejects.
 */
export async function fetchSurvey<Told = PublicSurvey>(
  collector: string,
  surveyId: string,
  more = '',
): Promise<Told | number> {
  try {
    const answer = await ask(`${collector}/v1/public/surveys/${encodeURIComponent(surveyId)}${more}`)
    return answer.ok ? await answer.json() : answer.status
  } catch {
    return 0
  }
}

/** A status that may be another next time. */
export const isPassing = (status: unknown) => !status || status === 429 || (status as number) >= 500

/**
 * How long this person, who may have answered on another device or by email, is to be left in peace, in
 * milliseconds: 0 when they may be asked, as may all whom the collector cannot know. Who cannot be
 * asked about is not asked for a minute: their answer would not be stored either. Never rejects.
 */
export async function fetchRest(
  collector: string,
  surveyId: string,
  { id, email, signature }: Respondent = {},
): Promise<number> {
  if (!id && !email) return 0
  // What is not there is not in JSON either.
  const who = new URLSearchParams(JSON.parse(toJson({ id, email, signature })))
  const told = await fetchSurvey<object>(collector, surveyId, `/asked?${who}`)
  const { ask, rest = 60 } = Object(told)
  return ask ? 0 : 1000 * rest
}

/** Sends a response, which the browser keeps until the collector has answered for it. */
export async function postResponse(collector: string, response: NewResponse): Promise<Outcome> {
  keepUnsent(collector, response)
  return settle(collector, response, await post(`${collector}/v1/public/responses`, response))
}

/** Sends what became of a view. Before somebody did something, it is kept only if it could not be sent. */
export async function postView(collector: string, view: NewView): Promise<Outcome> {
  if (view.event === 'dismissed') keepUnsent(collector, view)
  return settle(collector, view, await post(`${collector}/v1/public/views`, view))
}

function settle(collector: string, message: Message, result: Outcome): Outcome {
  if (result.outcome !== 'again') forgetUnsent(message)
  else if ('event' in message) keepUnsent(collector, message)
  return result
}

/** A connection that hangs this long has failed; the page's own `fetch` gets less, as it may be at fault. */
const patience = 20_000
const doubt = 3000

/** Sends what the collector is to keep. Never rejects. */
async function post(address: string, body: Message): Promise<Outcome> {
  try {
    const { ok, status, headers } = await ask(address, toJson(body))
    if (ok) return { outcome: 'kept' }
    if (!isPassing(status)) return { outcome: 'refused' }
    return { outcome: 'again', after: 1000 * (Number(headers.get('retry-after')) || 0) }
  } catch {
    return { outcome: 'again', after: 0 }
  }
}

/**
 * Asks without a preflight (a text goes as text/plain) and so that what is sent survives the page
 * (keepalive; `sendBeacon` claims success even where the host's policy blocks it). The host's cookies
 * and address are none of our business. Where what the page has for `fetch` fails, hangs or
 * makes answers up, which then come from no address, it is asked the older way.
 */
async function ask(address: string, body?: string): Promise<Response> {
  const asked = async () =>
    fetch(address, {
      method: body ? 'POST' : 'GET',
      body,
      keepalive: !!body,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
  const answer = await inTime(asked(), /native code/.test(`${fetch}`) ? patience : doubt)
  return answer?.url ? answer : (await import('./olderWay.ts')).ask(address, body)
}
