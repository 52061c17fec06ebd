import { expect } from 'vitest'
import { type Client, clientOf, send, sendPatiently } from '../support/client.ts'
import type { Collector } from '../support/collector.ts'

/** A running collector and the few things every case does with it. */
export interface World {
  readonly collector: Collector
  readonly client: Client
  newSurvey(given?: Record<string, unknown>): Promise<string>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
  stored(surveyId: string): Promise<any>
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  report(surveyId: string, query?: string): Promise<any>
  importRows(surveyId: string, rows: readonly unknown[], type?: string): ReturnType<typeof send>
}

/** The world around a collector that starts later: nothing in it is touched before. */
export function worldOf(collectorNow: () => Collector): World {
  const world: World = {
    get collector() {
      return collectorNow()
    },
    get client() {
      return clientOf(collectorNow(), sendPatiently)
    },
    async newSurvey(given = { metric: 'nps' }) {
      const { status, body } = await world.client.post('/v1/surveys', given)
      expect(status).toBe(201)
      return body.id
    },
    stored: async (surveyId) => (await world.client.get(`/v1/surveys/${surveyId}/responses`)).body.items,
    report: async (surveyId, query = '') =>
      (await world.client.get(`/v1/surveys/${surveyId}/report${query}`)).body,
    importRows: (surveyId, rows, type = 'application/x-ndjson') =>
      send(`${world.collector.url}/v1/surveys/${surveyId}/import`, {
        method: 'POST',
        headers: { authorization: `Bearer ${world.collector.key}`, 'content-type': type },
        body: rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'),
      }),
  }
  return world
}
