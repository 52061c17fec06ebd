import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countDifferences } from '../../server/storage/counts/consistency.ts'
import type { Database } from '../../server/storage/db.ts'
import { allAnswers, type ModerationAction, moderate } from '../../server/storage/moderation.ts'
import { saveResponses } from '../../server/storage/responses.ts'
import { type Client, newResponse } from '../support/client.ts'
import type { Collector } from '../support/collector.ts'
import { openTestDatabase, saveOf } from '../support/database.ts'
import { decide, saveAll, startDeciding } from '../support/deciding.ts'
import { fc } from '../support/seeded.ts'

let collector: Collector
let client: Client
let newSurvey: (given?: object) => Promise<string>
beforeAll(async () => {
  ;({ collector, client, newSurvey } = await startDeciding())
})
afterAll(() => collector?.close())

/** Everything that is counted from answers. */
async function counted(survey: string) {
  const of = async (path: string) => (await client.get(`/v1/surveys/${survey}/${path}`)).body
  const reports = await Promise.all(['all', 'latest', 'first'].map((rule) => of(`report?count=${rule}`)))
  const { n, themes, comments } = await of('themes')
  return {
    reports: reports.map(({ survey: _, surveys: ____, leftOut: __, funnel: ___, ...report }) => report),
    themes: { n, comments, themes: themes.map(({ quotes: _, ...theme }: { quotes: unknown }) => theme) },
  }
}

const trueAnswers = (survey: string) =>
  Array.from({ length: 200 }, (_, i) =>
    newResponse(survey, {
      rating: [9, 10, 8, 7, 10, 3, 9, 10, 6, 8][i % 10],
      ...(i % 3 === 0 && { comment: i % 2 ? 'The price is too high' : 'Great support, very fast' }),
      ...(i % 4 === 0 && { respondent: { id: `u${i}` } }),
      properties: { plan: i % 2 ? 'pro' : 'free' },
    }),
  )
const forgedAnswers = (survey: string) =>
  Array.from({ length: 1000 }, (_, i) =>
    newResponse(survey, {
      // Of several ratings and texts, so that they are no flood that is held by itself.
      rating: i % 4,
      ...(i % 5 === 0 && { comment: `The price is a scam, ${i}` }),
      ...(i % 7 === 0 && { respondent: { id: `u${i % 40}` } }),
      properties: { plan: i % 3 ? 'pro' : 'gold' },
    }),
  )

describe('a thousand forged answers among two hundred true ones', () => {
  it('are taken out by one call, so that all is as without them, and taken back as it was with them', async () => {
    const [survey, clean] = [await newSurvey(), await newSurvey()]
    await saveAll(client, trueAnswers(survey), 'https://shop.example')
    await saveAll(client, trueAnswers(clean), 'https://shop.example')
    await saveAll(client, forgedAnswers(survey), 'https://evil.example')
    const poisoned = await counted(survey)
    const pure = await counted(clean)
    expect(poisoned.reports[0].score.nps).toBeLessThan(0)

    const selection = { origin: 'https://evil.example' }
    for (const action of ['hold', 'drop'] as const) {
      const foretold = await decide(client, survey, action, { ...selection, dryRun: true })
      expect(await counted(survey)).toEqual(poisoned)
      expect(foretold).toMatchObject({ matched: 1000, changed: 1000, dryRun: true, nextCursor: null })
      expect(foretold.before).toEqual({ n: 1200, value: poisoned.reports[0].score.nps })
      expect(foretold.after).toEqual({ n: 200, value: pure.reports[0].score.nps })

      expect(await decide(client, survey, action, selection)).toEqual({ ...foretold, dryRun: false })
      expect(await decide(client, survey, action, selection)).toMatchObject({ matched: 1000, changed: 0 })
      expect(await counted(survey)).toEqual(pure)
      const restored = await decide(client, survey, 'restore', selection)
      expect(restored.after).toEqual(foretold.before)
      expect(await counted(survey)).toEqual(poisoned)
    }

    await decide(client, survey, 'delete', selection)
    expect(await counted(survey)).toEqual(pure)
    expect(await decide(client, survey, 'restore', selection)).toMatchObject({ matched: 0, changed: 0 })
    expect((await client.get(`/v1/surveys/${survey}/counts`)).body).toEqual({ differences: 0 })
  })
})

describe('a decision about answers', () => {
  it.each([
    ['ids', (ids: string[]) => ({ ids: ids.slice(0, 2) }), [0, 1]],
    ['channel', () => ({ channel: 'api' }), [5]],
    ['origin', () => ({ origin: 'https://A.example' }), [0, 1, 2]],
    ['band', () => ({ band: 'negative' }), [1, 4]],
    ['rating', () => ({ rating: 8 }), [2]],
    ['text', () => ({ text: 'CALL me' }), [3]],
    ['several at once', () => ({ origin: 'https://b.example', verified: false, rating: 10 }), [3]],
    ['all', () => ({ all: true }), [0, 1, 2, 3, 4, 5]],
  ] as const)('is about those chosen by %s', async (_, selectionOf, expected) => {
    const survey = await newSurvey()
    const origins = ['https://a.example', 'https://b.example']
    const ids: string[] = []
    for (const [place, rating] of [9, 0, 8, 10, 3].entries()) {
      const response = newResponse(survey, {
        rating,
        ...(place === 3 && { comment: 'Please call me: 030 1234' }),
      })
      ids.push(response.id)
      await saveAll(client, [response], origins[Math.floor(place / 3)]!)
    }
    const response = newResponse(survey, { rating: 7 })
    ids.push(response.id)
    await client.publicly('/v1/public/responses', response)
    const selection = selectionOf(ids)
    const changed = await decide(client, survey, 'hold', selection)
    expect(changed.changed).toBe(expected.length)
    const held = (await client.get(`/v1/surveys/${survey}/responses?state=held`)).body.items
    expect(held.map(({ id }: { id: string }) => ids.indexOf(id)).sort()).toEqual(expected)
    for (const answer of held) expect(answer).toMatchObject({ heldReason: 'owner', ruling: null })
    // The list chooses by the same words.
    await decide(client, survey, 'restore', { all: true })
    if (!('ids' in selection || 'rating' in selection || 'all' in selection)) {
      const query = new URLSearchParams(Object.entries(selection).map(([name, value]) => [name, `${value}`]))
      const listed = (await client.get(`/v1/surveys/${survey}/responses?${query}`)).body.items
      expect(listed.map(({ id }: { id: string }) => ids.indexOf(id)).sort()).toEqual(expected)
    }
  })

  it('says which field is wrong, and needs to be told which answers', async () => {
    const survey = await newSurvey()
    for (const selection of [
      {},
      { dryRun: true },
      { from: '2026-02-01', to: '2026-01-01' },
      { band: 'good' },
      { site: 'x' },
    ])
      expect([
        selection,
        (await client.post(`/v1/surveys/${survey}/responses/delete`, selection)).status,
      ]).toEqual([selection, 422])
    expect((await client.post('/v1/surveys/none/responses/hold', { all: true })).status).toBe(404)
  })

  it('holds across the later revisions of who sent the answer', async () => {
    const survey = await newSurvey()
    const response = newResponse(survey, { rating: 0 })
    const origin = 'https://evil.example'
    for (const [place, action] of (['hold', 'drop'] as const).entries()) {
      const revision = place * 2 + 1
      expect(
        (await client.publicly('/v1/public/responses', { ...response, revision }, { origin })).status,
      ).toBeLessThan(300)
      await decide(client, survey, action, { ids: [response.id] })
      const later = { ...response, revision: revision + 1, comment: 'again' }
      await client.publicly('/v1/public/responses', later, { origin })
      expect((await client.get(`/v1/surveys/${survey}/report`)).body).toMatchObject({
        n: 0,
        leftOut: { held: 1 },
      })
    }
    await decide(client, survey, 'restore', { ids: [response.id] })
    expect((await client.get(`/v1/surveys/${survey}/report`)).body.n).toBe(1)
  })

  it('gives the places that a quota counts to others', async () => {
    const survey = await newSurvey({ rules: { quota: 2 } })
    const save = () =>
      client.publicly('/v1/public/responses', newResponse(survey), { origin: 'https://a.example' })
    expect([(await save()).status, (await save()).status, (await save()).status]).toEqual([201, 201, 410])
    await decide(client, survey, 'hold', { all: true })
    expect([(await save()).status, (await save()).status, (await save()).status]).toEqual([201, 201, 410])
  })

  it('deletes every trace of an anonymous answer', async () => {
    const survey = await newSurvey()
    const secret = 'my number is 030 998877'
    await saveAll(
      client,
      [newResponse(survey, { comment: secret, properties: { [secret]: 'x' } })],
      'https://a.example',
    )
    expect(await decide(client, survey, 'delete', { text: '998877' })).toMatchObject({
      changed: 1,
      after: { n: 0, value: null },
    })
    const { body } = await client.get(`/v1/surveys/${survey}/report`)
    expect(body).toMatchObject({ n: 0, segments: [], leftOut: { held: 0 } })
  })
})

describe('decisions in any order', () => {
  let database: Database
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ database, close } = await openTestDatabase())
  })
  afterAll(() => close())

  const stored = () =>
    database.orm.all<Record<string, unknown>>(
      'SELECT id, rating, state, held_reason, ruling, was_released FROM responses ORDER BY id',
    )
  const scores = () => database.orm.all("SELECT id FROM responses WHERE state = 'counted' ORDER BY id")
  const act = (action: ModerationAction, ids: readonly string[]) =>
    moderate(database, 'demo', { ...allAnswers, ids }, action, { now: 1, after: null, dryRun: false })
  const reasons = [null, 'scanner', 'unsigned', 'same-text']
  const someIds = fc.subarray(['a0', 'a1', 'a2', 'a3', 'a4', 'a5'], { minLength: 1 })
  const someActions = (...actions: ModerationAction[]) =>
    fc.array(fc.tuple(fc.constantFrom(...actions), someIds), { maxLength: 6 })

  it('keep the counts equal to the answers, and what was held or dropped is restored as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        someActions('hold', 'drop', 'release', 'restore'),
        fc.array(fc.constantFrom('hold' as const, 'drop' as const), { minLength: 1, maxLength: 3 }),
        someIds,
        async (before, out, ids) => {
          await database.write([{ sql: 'DELETE FROM responses', args: [] }])
          await saveResponses(
            database,
            [0, 1, 2, 3, 4, 5].map((i) => saveOf({ id: `a${i}`, rating: i, comment: 'slow', test: i === 5 })),
          )
          for (const [i, reason] of reasons.entries())
            if (reason)
              await database.write([
                {
                  sql: `UPDATE responses SET state = 'held', held_reason = ? WHERE id = ?`,
                  args: [reason, `a${i}`],
                },
              ])
          const fresh = await stored()
          for (const [action, chosen] of before) await act(action, chosen)
          expect(await countDifferences(database, 'demo')).toBe(0)

          const known = await scores()
          const takenOut = (
            await database.orm.all<{ id: string }>("SELECT id FROM responses WHERE state = 'counted'")
          )
            .map(({ id }) => id)
            .filter((id) => ids.includes(id))
          for (const action of out) await act(action, ids)
          expect(await scores()).toEqual((known as { id: string }[]).filter(({ id }) => !ids.includes(id)))
          if (takenOut.length > 0) await act('restore', takenOut)
          expect(await scores()).toEqual(known)
          expect(await countDifferences(database, 'demo')).toBe(0)

          // However often something was decided, restoring often enough takes all of it back.
          for (let i = 0; i < 3; i += 1) await act('restore', ['a0', 'a1', 'a2', 'a3', 'a4', 'a5'])
          expect(await stored()).toEqual(fresh)
        },
      ),
      { numRuns: 60 },
    )
  })
})
