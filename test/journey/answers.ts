import { expect, vi } from 'vitest'
import type { Collector } from '../support/collector.ts'

/** A stored answer as the API tells of it. */
export interface StoredAnswer {
  readonly id: string
  readonly rating: number
  readonly comment: string | null
  readonly choices?: readonly string[] | null
  readonly revision: number
  readonly channel: string
  readonly respondent: { readonly id: string | null } | null
  readonly properties: Record<string, unknown>
}

/** Asks the collector as its owner would. */
export async function ask<Answer>(collector: Collector, path: string): Promise<Answer> {
  const answer = await fetch(collector.url + path, { headers: { authorization: `Bearer ${collector.key}` } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return (await answer.json()) as Answer
}

/** Makes a live survey and returns its id. */
export async function makeSurvey(collector: Collector, survey: object): Promise<string> {
  const answer = await fetch(`${collector.url}/v1/surveys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'live', ...survey }),
  })
  if (!answer.ok) throw new Error(`making a survey: ${answer.status}`)
  return ((await answer.json()) as { id: string }).id
}

/** What is stored of one person's answers. */
export async function answersOf(
  collector: Collector,
  person: string,
  surveyId = 'demo',
): Promise<StoredAnswer[]> {
  const path = `/v1/surveys/${surveyId}/responses?limit=1000`
  const { items } = await ask<{ items: StoredAnswer[] }>(collector, path)
  return items.filter((item) => item.respondent?.id === person)
}

/** Waits until exactly one answer of the person is stored and says this. */
export async function expectAnswer(
  collector: Collector,
  person: string,
  answer: Partial<StoredAnswer>,
  surveyId = 'demo',
): Promise<void> {
  // `expect.poll` asks which test it belongs to, which tests beside each other cannot tell.
  await vi.waitFor(
    async () =>
      expect(await answersOf(collector, person, surveyId)).toEqual([expect.objectContaining(answer)]),
    { timeout: 20_000 },
  )
}
