import { expect } from 'vitest'
import type { ModerationAction } from '../../server/storage/moderation.ts'
import { type Client, clientOf } from './client.ts'
import { startCollector } from './collector.ts'

/** A collector that takes answers from pages of any origin, and a way to make surveys there. */
export async function startDeciding() {
  const collector = await startCollector()
  const client = clientOf(collector)
  await client.patch('/v1/workspace', { allowedOrigins: ['*'] })
  const newSurvey = async (given = {}) =>
    `${(await client.post('/v1/surveys', { metric: 'nps', ...given })).body.id}`
  return { collector, client, newSurvey }
}

/** Saves responses as a page of an origin sends them, a hundred at a time; none may be refused. */
export async function saveAll(client: Client, responses: readonly object[], origin: string): Promise<void> {
  for (let at = 0; at < responses.length; at += 100)
    await Promise.all(
      responses.slice(at, at + 100).map(async (response) => {
        const { status } = await client.publicly('/v1/public/responses', response, { origin })
        expect(status).toBe(201)
      }),
    )
}

/** Decides about answers of a survey, and returns what that changed. */
export async function decide(client: Client, survey: string, action: ModerationAction, selection: object) {
  const { status, body } = await client.post(`/v1/surveys/${survey}/responses/${action}`, selection)
  expect([action, status, body.errors]).toEqual([action, 200, undefined])
  return body
}
