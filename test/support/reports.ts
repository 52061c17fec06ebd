import { clientOf } from './client.ts'
import type { Collector } from './collector.ts'

/** Makes a survey with answers given elsewhere and returns its id. */
export async function surveyWith(
  collector: Pick<Collector, 'url' | 'key'>,
  survey: Record<string, unknown>,
  answers: readonly object[] = [],
): Promise<string> {
  const { status, body } = await clientOf(collector).post('/v1/surveys', survey)
  if (status !== 201) throw new Error(`making a survey: ${status} ${JSON.stringify(body)}`)
  await importAnswers(collector, body.id, answers)
  return body.id
}

/** Brings answers given elsewhere into a survey; none may be refused. */
export async function importAnswers(
  { url, key }: Pick<Collector, 'url' | 'key'>,
  surveyId: string,
  answers: readonly object[],
): Promise<void> {
  const imported = await fetch(`${url}/v1/surveys/${surveyId}/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    body: answers.map((answer) => JSON.stringify(answer)).join('\n'),
  })
  const { refused } = (await imported.json()) as { refused: readonly unknown[] }
  if (refused.length > 0) throw new Error(`importing answers: ${JSON.stringify(refused[0])}`)
}

/** Answers with these ratings on one day; `more` is given each by its place. */
export function answersOn(
  day: string,
  ratings: readonly number[],
  more: (place: number) => object = () => ({}),
) {
  return ratings.map((rating, place) => ({
    id: `${day}-${place}`,
    rating,
    answeredAt: new Date(Date.parse(day) + place * 1000).toISOString(),
    ...more(place),
  }))
}

/** Signs in as a browser would; `back` is the page it came from. */
export function sendKey({ url }: Pick<Collector, 'url'>, key: string, back?: string): Promise<Response> {
  return fetch(`${url}/console/sign-in`, {
    method: 'POST',
    headers: { origin: url },
    body: new URLSearchParams({ key, ...(back === undefined ? {} : { back }) }),
    redirect: 'manual',
  })
}

/** The cookie of somebody signed in. */
export async function signedInCookie(collector: Pick<Collector, 'url' | 'key'>): Promise<string> {
  const answer = await sendKey(collector, collector.key)
  return answer.headers.get('set-cookie')!.split(';')[0]!
}
