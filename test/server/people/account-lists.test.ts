import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAccounts } from '../../../server/people/list-accounts.ts'
import { countAccounts, dayOfTime } from '../../../server/storage/account-counts.ts'
import type { Database } from '../../../server/storage/db.ts'
import { saveResponses } from '../../../server/storage/responses.ts'
import { findWorkspace } from '../../../server/storage/workspaces.ts'
import { openTestDatabase, saveOf } from '../../support/database.ts'

let database: Database
let close: () => Promise<void>
/** What was asked of the database since it was last looked. */
let asked = 0
const day = 86_400_000
const now = Date.UTC(2026, 5, 15, 12)

beforeAll(async () => {
  ;({ database, close } = await openTestDatabase())
  await saveResponses(
    database,
    Array.from({ length: 30 }, (_, n) =>
      saveOf({ id: `a${n}`, rating: n % 11, properties: { company: `c${n % 3}` }, now: now - n * day }),
    ),
  )
})
afterAll(() => close?.())

async function list(more: { sort?: 'name' | 'answers'; text?: string; at?: number } = {}) {
  const { sort = 'name', text = '', at = now } = more
  const { orm } = database
  const watched = {
    ...database,
    orm: new Proxy(orm, {
      get(target, name) {
        if (name === 'all') asked += 1
        const found = Reflect.get(target, name)
        return typeof found === 'function' ? found.bind(target) : found
      },
    }),
  }
  const workspace = (await findWorkspace(database, 'main'))!
  asked = 0
  const query = { survey: null, text, sort, isReversed: false }
  const { accounts } = await listAccounts(watched, workspace, 'company', query, at)
  return accounts
}

const answersTo = async (account: string) => (await list()).find((each) => each.account === account)?.answers

describe('a list of accounts', () => {
  it('is not counted again when it is only sorted or searched', async () => {
    expect(await list()).toHaveLength(3)
    const [counting, sorted] = [asked, await list({ sort: 'answers' })]
    expect(sorted).toHaveLength(3)
    expect(asked).toBeLessThan(counting)
    const sorting = asked
    expect((await list({ text: 'c1' })).map(({ account }) => account)).toEqual(['c1'])
    expect(asked).toBe(sorting)
  })

  it('is counted again after an answer came, changed, was held or went, and on another day', async () => {
    expect(await answersTo('c1')).toBe(10)
    const more = (properties: Record<string, string>, revision = 1) =>
      saveResponses(database, [saveOf({ id: 'more', properties, revision, now })])
    await more({ company: 'c1' })
    expect(await answersTo('c1')).toBe(11)
    await more({ company: 'c2' }, 2)
    expect([await answersTo('c1'), await answersTo('c2')]).toEqual([10, 11])
    const write = (sql: string) => database.write([{ sql, args: [] }])
    await write(`UPDATE responses SET state = 'held', held_reason = 'too-fast' WHERE id = 'more'`)
    expect(await answersTo('c2')).toBe(10)
    await write(`DELETE FROM responses WHERE id = 'a0'`)
    expect(await answersTo('c0')).toBe(9)
    await list()
    const before = asked
    await list({ at: now + day })
    expect(asked).toBeGreaterThan(before)
  })

  it('is the same however few counts are added up in one query', async () => {
    await saveResponses(
      database,
      Array.from({ length: 200 }, (_, n) =>
        saveOf({ id: `b${n}`, rating: n % 11, properties: { company: `b${n % 9}` }, now: now - n * day }),
      ),
    )
    const selection = {
      property: 'company',
      ...{ surveyIds: ['nobody', 'demo', 'none'], scoredIds: ['demo'] },
      ...{ fromDay: dayOfTime(now) - 90, toDay: dayOfTime(now) + 1, weeksFrom: dayOfTime(now) - 150 },
    }
    const whole = await countAccounts(database, selection)
    expect(whole.reduce((sum, { n }) => sum + n, 0)).toBe(229)
    for (const atOnce of [1, 7, 50, 228])
      expect(await countAccounts(database, selection, atOnce)).toEqual(whole)
  })

  it('of very many answers is counted again minutes after, or at once when one is erased', async () => {
    // As though each answer were very many.
    await database.write([{ sql: `UPDATE segment_counts SET c5 = c5 + 30000 WHERE value = 'c2'`, args: [] }])
    const more = (id: string) =>
      saveResponses(database, [saveOf({ id, rating: 9, properties: { company: 'c1' }, now })])
    const at = (seconds: number) => list({ at: now + 1000 * seconds })
    const c1 = (accounts: Awaited<ReturnType<typeof list>>) =>
      accounts.find(({ account }) => account === 'c1')!.answers
    const before = c1(await at(0))
    await more('late')
    expect(c1(await at(5))).toBe(before)
    expect(c1(await at(600))).toBe(before + 1)
    await database.write([{ sql: `DELETE FROM responses WHERE id = 'late'`, args: [] }])
    expect(c1(await at(601))).toBe(before)
  })
})
