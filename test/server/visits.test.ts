import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerFrom } from '../../server/links/verdict.ts'
import type { Database } from '../../server/storage/db.ts'
import { findResponse } from '../../server/storage/find-responses.ts'
import { projectAnswer, recordVisit, type VisitEvent } from '../../server/storage/visit-log.ts'
import { seededRandom } from '../bench/random.ts'
import { openTestDatabase } from '../support/database.ts'

let database: Database
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, close } = await openTestDatabase())
})
afterAll(() => close())

const day = 86_400_000

/** Something that happened on a page of a link, as the HTTP layer takes it. */
async function happen(responseId: string, given: Partial<VisitEvent>) {
  const event: VisitEvent = {
    ...{ surveyId: 'demo', responseId, id: 'v', step: 1, scripted: true, mark: null },
    ...{ offered: 9, rating: 9, said: {}, sign: null, now: 0 },
    ...{ respondentId: null, respondentEmail: null },
    ...given,
  }
  const visits = await recordVisit(database, event)
  if (visits === 'full' || visits === 'erased') throw new Error(visits)
  const answer = answerFrom(visits!, 11)
  const who = { respondentId: null, respondentEmail: null, respondentName: null, properties: null }
  const origin = {
    surveyId: 'demo',
    responseId,
    ...who,
    isVerified: true,
    verifiedFields: [],
    channel: 'email',
    language: 'en',
  }
  const seq = Math.max(...visits!.map((visit) => visit.seq))
  if (answer) await projectAnswer(database, origin, answer, seq, event.now)
  return visits!
}

describe('visits', () => {
  it('of a scanner do not hold back a person who comes days later, and stay held', async () => {
    for (const score of [0, 1, 2, 3]) {
      const sign = score < 2 ? ('pointer' as const) : null
      await happen('late', { id: `s-${score}`, offered: score, rating: score, sign })
    }
    await happen('late', { id: 'person', offered: 8, rating: 8, now: 2 * day })
    expect(await findResponse(database, 'demo', 'late')).toMatchObject({ state: 'held' })
    await happen('late', { id: 'person', step: 2, sign: 'key', rating: 8, offered: 8, now: 2 * day })
    expect(await findResponse(database, 'demo', 'late')).toMatchObject({ state: 'counted', rating: 8 })
  })

  it('of one link are bounded, a person’s too; those known go on, and one too many is told', async () => {
    for (let count = 0; count < 400; count += 1)
      await happen('crowd', { id: `v-${count}`, sign: count % 2 ? 'key' : null, rating: 5 })
    await expect(happen('crowd', { id: 'late', sign: 'key', rating: 0 })).rejects.toThrow('full')
    expect(await happen('crowd', { id: 'machine', rating: 0 })).toHaveLength(400)
    expect(await happen('crowd', { id: 'v-399', step: 2, sign: 'key', rating: 7 })).toHaveLength(400)
    const [stored] = await database.orm.all(sql`SELECT count(*) AS n FROM visits WHERE response_id = 'crowd'`)
    expect(stored).toEqual({ n: 400 })
    expect(await findResponse(database, 'demo', 'crowd')).toMatchObject({ state: 'counted', rating: 7 })
  })

  it('are deleted with their response', async () => {
    await happen('gone', { sign: 'key', said: { comment: 'my words' } })
    await database.write([sql`DELETE FROM responses WHERE id = 'gone'`])
    expect(await database.orm.all(sql`SELECT * FROM visits WHERE response_id = 'gone'`)).toEqual([])
  })

  it('that race add up to the same answer in any order', async () => {
    const random = seededRandom(7)
    const draw = (n: number) => Math.floor(random() * n)
    for (let round = 0; round < 40; round += 1) {
      const id = `race-${round}`
      const events = Array.from({ length: 12 }, (_, at) => {
        const offered = draw(11)
        const sign = draw(3) ? ('pointer' as const) : null
        return {
          id: `v-${draw(5)}`,
          step: 1 + draw(4),
          offered,
          rating: draw(11),
          sign,
          now: at * (1 + draw(2 * day)),
        }
      })
      await Promise.all(events.map((event) => happen(id, event)))
      const visits = await happen(id, { ...events[0]!, step: 0 })
      const { rating, heldReason } = answerFrom(visits, 11)!
      const state = heldReason ? 'held' : 'counted'
      expect(await findResponse(database, 'demo', id)).toMatchObject({ rating, heldReason, state })
    }
  })

  it('judged earlier do not overwrite a verdict that knows a later visit', async () => {
    await happen('stale', { sign: 'key' })
    await happen('stale', { id: 'w', sign: 'key', rating: 4, offered: 4 })
    const who = { respondentId: null, respondentEmail: null, respondentName: null, properties: null }
    const origin = {
      surveyId: 'demo',
      responseId: 'stale',
      ...who,
      isVerified: true,
      verifiedFields: [],
      channel: 'email',
      language: 'en',
    }
    const stale = { rating: 9, said: {}, heldReason: null, answeredAt: 0 }
    await projectAnswer(database, origin, stale, 1, 0)
    expect(await findResponse(database, 'demo', 'stale')).toMatchObject({ rating: 4, revision: 2 })
  })

  it('beyond the limit are dropped, but never the one with a sign', async () => {
    await happen('many', { id: 'person', sign: 'touch', rating: 7, offered: 7 })
    for (let i = 0; i < 450; i += 1) await happen('many', { id: `v-${i}`, offered: 7, rating: 7, now: i })
    const visits = await happen('many', { id: 'last', offered: 7, rating: 7, now: 500 })
    expect(visits.length).toBeLessThanOrEqual(400)
    expect(visits.map(({ id }) => id)).toContain('person')
    expect(await findResponse(database, 'demo', 'many')).toMatchObject({ state: 'counted', rating: 7 })
  })
})
