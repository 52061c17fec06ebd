import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFile } from '../../server/storage/file.ts'
import { saveResponses } from '../../server/storage/responses.ts'
import { forgetOld } from '../../server/storage/retention.ts'
import { changeWorkspace } from '../../server/storage/workspaces.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { type Client, clientOf, newResponse } from '../support/client.ts'
import { adminKey, type Collector, startCollector } from '../support/collector.ts'
import { saveOf } from '../support/database.ts'

/** How often words stand in the files of a database, as they are on disk at this moment. */
function foundIn(path: string, words: string): number {
  const files = [path, `${path}-wal`, `${path}-journal`].filter((file) => existsSync(file))
  return files.reduce((sum, file) => sum + readFileSync(file).toString('latin1').split(words).length - 1, 0)
}

describe('erasing a person', () => {
  let folder: string
  let path: string
  let collector: Collector
  let client: Client
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sayso-erase-'))
    path = join(folder, 'sayso.db')
    collector = await startCollector({ DATABASE_URL: `file:${path}` })
    client = clientOf(collector)
  })
  afterAll(async () => {
    await collector.close()
    await rm(folder, { recursive: true })
  })

  /** Answers of many people around the one, so that pages fill, split and are written often. */
  async function answersAround(person: { id?: string; email?: string }, words: string) {
    for (let i = 0; i < 160; i += 1) {
      const isOne = i % 16 === 0
      const respondent = isOne ? person : { id: `other-${i}` }
      const answer = newResponse('demo', {
        rating: i % 11,
        respondent,
        properties: isOne ? { nickname: `${words}-nick` } : { plan: 'pro' },
      })
      const comment = isOne ? `${words}: the export is slow ${'and slow '.repeat(i)}` : `other words ${i}`
      await client.publicly('/v1/public/responses', answer)
      await client.publicly('/v1/public/responses', { ...answer, revision: 2, comment })
      const view = { surveyId: 'demo', id: answer.id, event: 'shown', respondent }
      await client.publicly('/v1/public/views', view)
    }
  }

  it('leaves no byte of what they said in the database file and its log, and takes them out of the counts', async () => {
    const person = { id: 'person-Quixotic', email: 'Quixotic@example.com', name: 'Quixotic' }
    await answersAround(person, 'Quixotic')
    const before = (await client.get('/v1/surveys/demo/report')).body.n
    const held = (await client.get('/v1/respondents/person-Quixotic')).body
    expect(held.responses).toHaveLength(10)
    expect(held.views).toHaveLength(10)
    expect(foundIn(path, 'Quixotic')).toBeGreaterThan(10)

    const erased = await client.erase('/v1/respondents/person-Quixotic')
    expect([erased.status, erased.body]).toEqual([200, { responses: 10, views: 10, mails: 0 }])

    expect(foundIn(path, 'Quixotic') + foundIn(path, 'quixotic')).toBe(0)
    expect((await client.get('/v1/respondents/person-Quixotic')).status).toBe(404)
    expect((await client.get('/v1/surveys/demo/report')).body.n).toBe(before - 10)
    expect((await client.get('/v1/surveys/demo/counts')).body).toEqual({ differences: 0 })
    expect(foundIn(path, 'other words 159')).toBeGreaterThan(0)
  })

  it('finds them by their email, in any case, whether or not the host gave an id too', async () => {
    const emails = [{ email: 'Dulcinea@example.com' }, { id: 'd-1', email: 'dulcinea@Example.com' }]
    for (const respondent of emails)
      await client.publicly('/v1/public/responses', newResponse('demo', { respondent }))
    const path = `/v1/respondents/${encodeURIComponent('DULCINEA@example.com')}`
    expect((await client.get(path)).body.responses).toHaveLength(2)
    expect((await client.erase(path)).body.responses).toBe(2)
  })
})

it('retention takes away comments and answers past their days, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-retention-'))
  const path = join(folder, 'sayso.db')
  const database = await openFile(`file:${path}`)
  await prepare(database, { adminKey, makeKey: false, now: 0 })
  const day = 86_400_000
  const numbersIn = async (query: string) => Object.values((await database.orm.all<object>(query))[0]!)
  const saves = Array.from({ length: 1200 }, (_, i) =>
    saveOf({ id: `r${i}`, comment: `said on day ${i % 3}.`, now: (i % 3) * 10 * day }),
  )
  await saveResponses(database, saves.slice(0, 1000))
  await saveResponses(database, saves.slice(1000))
  const left = async () => numbersIn('SELECT count(*) AS answers, count(comment) AS comments FROM responses')
  await forgetOld(database, 30 * day)
  expect(await left()).toEqual([1200, 1200])

  await changeWorkspace(database, 'main', { commentsKeptDays: 15 })
  await forgetOld(database, 30 * day)
  expect(await left()).toEqual([1200, 400])
  expect(foundIn(path, 'said on day 0.') + foundIn(path, 'said on day 1.')).toBe(0)

  await changeWorkspace(database, 'main', { answersKeptDays: 25 })
  await forgetOld(database, 30 * day)
  expect(await left()).toEqual([800, 400])
  expect(await numbersIn('SELECT sum(c9) AS answers, sum(commented) AS comments FROM day_counts')).toEqual([
    800, 400,
  ])
  await database.close()
  await rm(folder, { recursive: true })
})
