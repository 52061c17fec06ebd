import { describe, expect, it } from 'vitest'
import { newResponse } from '../../support/client.ts'
import { answersOn, surveyWith } from '../../support/reports.ts'
import type { World } from '../world.ts'

/** Taking answers out of the score: by an owner, by the survey's settings, and by themselves where they are a flood. */
export function moderationCases(world: World) {
  const report = async (survey: string) => (await world.client.get(`/v1/surveys/${survey}/report`)).body
  const decide = async (survey: string, action: string, selection: object) =>
    (await world.client.post(`/v1/surveys/${survey}/responses/${action}`, selection)).body
  const save = (survey: string, given: object) =>
    world.client.publicly('/v1/public/responses', newResponse(survey, { ...given }))

  describe('moderation', () => {
    it('tells what a decision does to the score, does it, and takes it back', async () => {
      const survey = await surveyWith(
        world.collector,
        { metric: 'nps' },
        answersOn('2026-03-02', [10, 9, 8, 0, 0]),
      )
      const before = await report(survey)
      const foretold = await decide(survey, 'hold', { band: 'negative', dryRun: true })
      expect(foretold).toMatchObject({ matched: 2, changed: 2, before: { n: 5, value: 0 }, after: { n: 3 } })
      expect(await report(survey)).toEqual(before)
      expect(await decide(survey, 'hold', { band: 'negative' })).toEqual({ ...foretold, dryRun: false })
      expect(await report(survey)).toMatchObject({
        n: 3,
        leftOut: { heldFor: [{ reason: 'owner', count: 2 }] },
      })
      await decide(survey, 'restore', { band: 'negative' })
      expect(await report(survey)).toEqual(before)
      expect(await decide(survey, 'delete', { rating: 0 })).toMatchObject({
        changed: 2,
        after: foretold.after,
      })
    })

    it('holds what nobody signed where an identity is required', async () => {
      const survey = await surveyWith(world.collector, { metric: 'nps', identity: 'required' })
      expect((await save(survey, { rating: 0 })).status).toBe(201)
      await expect
        .poll(() => report(survey), { timeout: 20_000 })
        .toMatchObject({ n: 0, leftOut: { heldFor: [{ reason: 'unsigned', count: 1 }] } })
    })

    it('holds a flood, until an owner lets it count', async () => {
      const usual = Array.from({ length: 60 }, (_, i) => [9, 10, 8, 7, 6][i % 5]!)
      const survey = await surveyWith(world.collector, { metric: 'nps' }, answersOn('2026-03-02', usual))
      for (let i = 0; i < 15; i += 1)
        await Promise.all(Array.from({ length: 10 }, () => save(survey, { rating: 0 })))
      const held = async () => (await report(survey)).leftOut.held
      // Of a minute's end some may be too few to be a flood.
      await expect.poll(held, { timeout: 20_000 }).toBeGreaterThanOrEqual(60)
      const { heldFor } = (await report(survey)).leftOut
      expect(heldFor.every(({ reason }: { reason: string }) => /^same-(minute|address)$/.test(reason))).toBe(
        true,
      )
      await decide(survey, 'release', { state: 'held' })
      await expect.poll(async () => (await report(survey)).n, { timeout: 20_000 }).toBeGreaterThan(60 + 60)
    })
  })
}
