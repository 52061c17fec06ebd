import type { NewResponse, NewView } from '../../shared/response.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { toJson } from '../browser/json.ts'
import { NativePromise, withTimeout } from '../browser/safely.ts'
import type { EmbeddedSurvey, Message, Tell } from '../session.ts'
import { forgetUnsent, keepUnsent } from './outbox.ts'

/**
 * What became of a message: it is kept, it is refused for good, or it has to be sent
 * again, no sooner than `after` milliseconds when the collector said so.
 */
export type Outcome =
  | { readonly outcome: 'kept' }
  /** `invalid` names the fields that were not right, as far as the collector said so. */
  | { readonly outcome: 'refused'; readonly invalid?: readonly string[] }
  | { readonly outcome: 'again'; readonly after: number }

/** Delays between retries in milliseconds: each twice as long as the one before, up to `longestDelay`. */
const shortestDelay = 1000
const longestDelay = 32_000

/**
 * A survey's definition, in a language if one is given; `null`, with an error event, when
 * there is none for this page. Retries for about a minute. Never rejects.
 */
export async function findSurvey(
  collector: string,
  surveyId: string,
  language: string | undefined,
  tell: Tell,
): Promise<PublicSurvey | null> {
  const query = language && `?language=${encodeURIComponent(language)}`
  for (let delay = shortestDelay; ; delay *= 2) {
    const found = await fetchSurvey<PublicSurvey>(collector, surveyId, query)
    if (typeof found !== 'number') return found
    if (!isTransient(found) || delay > longestDelay) {
      if (found === 403) tell('error', `${location.origin} is not in allowedOrigins`)
      // A closed survey is no mistake of the page's.
      else if (found !== 410) tell('error', `no survey ${surveyId} for this page (${found})`)
      return null
    }
    await new NativePromise((resolve) => setTimeout(resolve, delay))
  }
}

/** The module with a survey's data, fetched again after the first attempt failed. */
export async function refetchSurvey(collector: string, surveyId: string): Promise<EmbeddedSurvey> {
  // Under another address, as browsers remember that the import of the first one failed.
  return (
    await import(
      /* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ `${collector}/sayso/${surveyId}.mjs?again`
    )
  ).filled
}

/**
 * Sends a response, which the browser keeps until the collector has answered for it. Of one that is not valid,
 * like one kept before the survey changed, sends what is: all but the fields named, or else the rating. Never rejects.
 */
export async function postResponse(collector: string, response: NewResponse): Promise<Outcome> {
  keepUnsent(collector, response)
  const send = (some: Partial<NewResponse>) => post(`${collector}/v1/public/responses`, some)
  let result = await send(response)
  for (const shorten of [withoutFields, ratingOf])
    if (result.outcome === 'refused' && result.invalid && !result.invalid.includes('rating'))
      result = await send(shorten(response, result.invalid))
  return settle(collector, response, result)
}

const withoutFields = (response: NewResponse, fields: readonly string[]): Partial<NewResponse> => ({
  ...Object.fromEntries(Object.entries(response).filter(([field]) => !fields.includes(field))),
  ...ratingOf(response),
})

const ratingOf = ({ surveyId, id, writeKey, revision, rating, test }: NewResponse): NewResponse => ({
  ...{ surveyId, id, writeKey, revision, rating },
  ...(test === true && { test }),
})

/** Sends what became of a view. That it was shown is kept only if it could not be sent. Never rejects. */
export async function postView(collector: string, view: NewView): Promise<Outcome> {
  if (view.event === 'dismissed') keepUnsent(collector, view)
  return settle(collector, view, await post(`${collector}/v1/public/views`, view))
}

function settle(collector: string, message: Message, result: Outcome): Outcome {
  if (result.outcome !== 'again') forgetUnsent(message)
  else if ('event' in message) keepUnsent(collector, message)
  return result
}

/** The JSON at an address of the survey, or for a body; the status when it failed; 0 without a response. Never rejects. */
export async function fetchSurvey<Body>(
  collector: string,
  surveyId: string,
  rest = '',
  body?: string,
): Promise<Body | number> {
  try {
    const result = await request(
      `${collector}/v1/public/surveys/${encodeURIComponent(surveyId)}${rest}`,
      body,
    )
    return result.ok ? await result.json() : result.status
  } catch {
    return 0
  }
}

async function post(address: string, body: object): Promise<Outcome> {
  try {
    const result = await request(address, toJson(body))
    const { ok, status, headers } = result
    if (ok) return { outcome: 'kept' }
    if (status === 400 || status === 422) return { outcome: 'refused', invalid: await invalidFields(result) }
    if (!isTransient(status)) return { outcome: 'refused' }
    return { outcome: 'again', after: 1000 * (Number(headers.get('retry-after')) || 0) }
  } catch {
    return { outcome: 'again', after: 0 }
  }
}

/** The fields a refusal names, without what is inside of them; none when it cannot be read. Never rejects. */
async function invalidFields(refusal: Response): Promise<string[]> {
  try {
    const { errors } = await refusal.json()
    return errors.map(({ field }: { field: string }) => field.replace(/\..*/, ''))
  } catch {
    return []
  }
}

/** Whether the same request may succeed later: of the refusals, those that were for being slow or too many. */
const isTransient = (status: number) => !status || status === 408 || status === 429 || status >= 500

/** After so many milliseconds a request has failed; sooner where the page replaced `fetch`, which may be at fault. */
const timeout = 20_000
const timeoutOfForeignFetch = 3000

/**
 * Sends without a preflight (a text goes as text/plain) and so that what is sent survives the page
 * (keepalive; `sendBeacon` claims success even where the host's policy blocks it). Neither cookies
 * nor the page's address are sent. Where the page's `fetch` fails, hangs or makes up
 * responses, which then have no `url`, XMLHttpRequest is the fallback.
 */
async function request(address: string, body?: string): Promise<Response> {
  const fetching = async () =>
    fetch(address, {
      method: body ? 'POST' : 'GET',
      body,
      keepalive: !!body,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
  const isNative = /native code/.test(`${fetch}`)
  const response = await withTimeout(fetching(), isNative ? timeout : timeoutOfForeignFetch)
  return response?.url ? response : xhrFallback(address, body)
}

function xhrFallback(address: string, body?: string): Promise<Response> {
  return new NativePromise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open(body ? 'POST' : 'GET', address)
    xhr.onerror = reject
    xhr.onload = () => resolve(new Response(xhr.responseText, { status: xhr.status }))
    xhr.send(body)
  })
}
