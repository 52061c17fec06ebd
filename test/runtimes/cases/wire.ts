import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { send } from '../../support/client.ts'
import type { World } from '../world.ts'

/** What a released widget and its collector said to each other, and what was stored of it. */
interface Recorded {
  readonly survey: Record<string, unknown>
  readonly requests: readonly {
    readonly method: string
    readonly path: string
    readonly type?: string
    readonly body?: unknown
    readonly status: number
  }[]
  readonly stored: readonly unknown[]
  readonly funnel: Record<string, unknown>
}

const folder = new URL('../../known/wire/', import.meta.url)

/** Widgets stay on pages for years: what any released one sends is understood for ever. */
export function wireCases(world: World) {
  describe.each(readdirSync(folder))('the widget of %s', (file) => {
    it('is answered, stored and counted as it was then', async () => {
      const recorded = readFileSync(new URL(file, folder), 'utf8')
      const { survey } = JSON.parse(recorded) as Recorded
      const id = await world.newSurvey(survey)
      const { requests, stored, funnel } = JSON.parse(recorded.replaceAll('{survey}', id)) as Recorded

      // As a browser sends it from a page of the collector's own.
      const origin = new URL(world.collector.url).origin
      const statuses = []
      for (const { method, path, type, body } of requests) {
        const headers = { origin, ...(body ? { 'content-type': type! } : {}) }
        const sent = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
        statuses.push((await send(`${world.collector.url}${path}`, sent)).status)
      }

      expect(statuses).toEqual(requests.map(({ status }) => status))
      expect(await world.stored(id)).toEqual(stored.map((each) => expect.objectContaining(each)))
      expect((await world.report(id)).funnel).toMatchObject(funnel)
    })
  })
}
