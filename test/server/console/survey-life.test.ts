import { readdirSync, readFileSync } from 'node:fs'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ofErased, ofPeople, ofSurvey } from '../../../server/storage/delete-survey.ts'
import { newResponse, send } from '../../support/client.ts'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'
import { newFile } from '../../support/server.ts'

const file = newFile()
let app: Console
beforeAll(async () => {
  app = await openConsole(file.variables)
})
afterAll(() => app?.close())

const state = (id: string, deed: string) => app.post(`/console/surveys/${id}/state`, { deed })
const listed = async (query = '') => textOf(await app.get(`/console/surveys${query}`))
const answersOf = (count: number, comment: string) =>
  Array.from({ length: count }, (_, n) => ({ id: `a${n}`, rating: 9, ...(n < 3 && { comment }) }))

describe('the archive', () => {
  it('takes a closed survey out of the lists, keeps what it holds, and gives it back', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', name: 'Put aside' }, answersOf(4, 'x'))
    await state(id, 'close')
    expect((await state(id, 'archive')).status).toBe(303)
    expect(await listed()).not.toContain('Put aside')
    expect(await listed('?state=archived')).toMatch(/Put aside.* Archived 1 4/)
    expect((await app.get(`/console/surveys/${id}`)).status).toBe(200)
    expect(textOf(await app.get(`/console/surveys/${id}/edit`))).toContain('In the archive')
    await state(id, 'unarchive')
    expect(await listed('?state=closed')).toContain('Put aside')
    expect(await listed()).not.toContain('Archived')
  })

  it('takes no survey that asks, and lets go of one that is opened again by a call', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', name: 'Asks on' })
    expect((await state(id, 'archive')).status).toBe(409)
    await state(id, 'close')
    await state(id, 'archive')
    expect((await app.api.post(`/v1/surveys/${id}/publish`)).status).toBe(200)
    expect(await listed('?state=live')).toContain('Asks on')
  })
})

it('every table about surveys is emptied with one, also those to come', async () => {
  const files = readdirSync('server/storage').filter((name) => name.endsWith('tables.ts'))
  const modules = await Promise.all(files.map((name) => import(`../../../server/storage/${name}`)))
  const tables = modules
    .flatMap((exported) => Object.values(exported))
    .filter((each) => is(each, SQLiteTable))
  const about = tables.filter((table) => 'surveyId' in getTableColumns(table)).map(getTableName)
  expect(about.length).toBeGreaterThan(15)
  expect(about.sort()).toEqual(['responses', ...ofErased, ...ofPeople, ...ofSurvey].sort())
})

describe('deleting a survey', () => {
  const words = 'quokkas are wonderful'

  it('says in numbers what goes, asks for the name, and leaves nothing of it', async () => {
    const definition = { metric: 'nps', name: 'To be deleted', question: 'Anything about numbats?' }
    const id = await surveyWith(app.collector, definition, answersOf(1203, words))
    await app.api.publicly('/v1/public/views', { surveyId: id, id: 'v1', language: 'en' })
    const plan = { surveyId: id, from: { address: 'ask@acme.example' } }
    const campaign = await app.api.post('/v1/campaigns', plan)
    expect(campaign.status).toBe(201)
    await app.api.post(`/v1/campaigns/${campaign.body.id}/people`, [{ email: 'ada@example.com' }])

    const page = textOf(await app.get(`/console/surveys/${id}/delete`))
    expect(page).toMatch(/1,203 answers, 3 of them with a comment .* 1 campaign with 1 person 1 version/)
    const wrong = await app.post(`/console/surveys/${id}/delete`, { name: 'To be' })
    expect([wrong.status, textOf(wrong)]).toEqual([422, expect.stringContaining('Nothing was deleted')])
    expect((await app.api.get(`/v1/surveys/${id}`)).status).toBe(200)

    const deleted = await app.post(`/console/surveys/${id}/delete`, { name: ' To be deleted ' })
    expect(deleted.status).toBe(303)
    await expect.poll(async () => (await app.api.get(`/v1/surveys/${id}`)).status).toBe(404)
    expect(await listed()).not.toContain('To be deleted')
    expect((await send(`${app.collector.url}/s/${id}`)).status).toBe(404)
    expect((await app.api.get(`/v1/campaigns/${campaign.body.id}`)).status).toBe(404)
    expect((await app.get('/console/answers')).status).toBe(200)
    const holding = (word: string) =>
      readdirSync(file.folder).filter((name) => readFileSync(`${file.folder}/${name}`).includes(word))
    for (const gone of ['quokkas', 'numbats', 'ada@example.com', 'To be deleted'])
      expect([gone, ...holding(gone)]).toEqual([gone])
  })

  it('takes no answer once it has begun, nor is it opened again', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', name: 'Late' })
    await app.post(`/console/surveys/${id}/delete`, { name: 'Late' })
    const late = await app.api.publicly('/v1/public/responses', newResponse(id, { rating: 3 }))
    expect(late.status).toBe(404)
  })

  it('is for one’s own surveys alone', async () => {
    expect((await app.get('/console/surveys/none/delete')).status).toBe(404)
    expect((await app.post('/console/surveys/none/delete', { name: '' })).status).toBe(404)
  })
})
