import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openFile } from '../../server/storage/file.ts'
import { forgetOld } from '../../server/storage/retention.ts'
import { sendAnswer } from '../runtimes/forms.ts'
import { worldOf } from '../runtimes/world.ts'
import { type Client, clientOf, newResponse, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

const day = 86_400_000
const email = 'marked-Rocinante@example.com'
const person = { id: 'marked-Rocinante', email, name: 'marked-Rocinante' }
const said = { comment: 'marked-rocinante said so', properties: { horse: 'marked-Rocinante' } }

let folder: string
let collector: Collector
let client: Client
let printed: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sayso-doors-'))
  printed = []
  for (const way of ['log', 'warn', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((...parts) => void printed.push(parts.join(' ')))
  await begin()
})
afterEach(async () => {
  await collector.close()
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

async function begin() {
  collector = await startCollector({ DATABASE_URL: `file:${join(folder, 'sayso.db')}`, LOG: 'all' })
  client = clientOf(collector)
}

/** How often the person's marks stand in the files of the database, as they are on disk now, and in the log. */
function marks(): number {
  const files = readdirSync(folder).filter((name) => name.startsWith('sayso.db'))
  const texts = files.map((name) => readFileSync(join(folder, name)).toString('latin1'))
  return [...texts, ...printed].join('\n').toLowerCase().split('marked-rocinante').length - 1
}

const world = worldOf(() => collector)
const invite = async () =>
  (await client.post('/v1/surveys/demo/invitations', { id: 'the-mail', respondent: person })).body

async function answerByLink({ link, receipt }: { link: string; receipt: string }) {
  const page = (await send(link)).body
  const sent = await sendAnswer(world, page, { rating: '3', comment: said.comment })
  return { sent, page, receipt }
}

const importRow = () => world.importRows('demo', [{ id: 'imported', rating: 4, respondent: person, ...said }])

async function addToCampaign() {
  const { id } = (
    await client.post('/v1/campaigns', { surveyId: 'demo', from: { address: 'us@example.com' } })
  ).body
  return {
    id,
    added: (await client.post(`/v1/campaigns/${id}/people`, [{ ...person, ...propertiesOnly }])).body,
  }
}
const propertiesOnly = { properties: said.properties }

const widgetAnswer = newResponse('demo', { id: 'by-widget', respondent: person, ...said })
const view = { surveyId: 'demo', id: 'by-widget', event: 'shown', respondent: person }

/** Everything a person can leave here, each by the way it comes in. */
async function leaveEverything() {
  await client.publicly('/v1/public/responses', widgetAnswer)
  await client.publicly('/v1/public/views', view)
  await client.patch('/v1/surveys/demo/responses/by-widget/follow-up', { note: 'called marked-Rocinante' })
  await importRow()
  await addToCampaign()
  const invited = await invite()
  await answerByLink(invited)
  await send(invited.unsubscribe, { method: 'POST' })
  return invited
}

async function copyOfNow(): Promise<Uint8Array> {
  const answer = await fetch(`${collector.url}/v1/backup`, {
    headers: { authorization: `Bearer ${collector.key}` },
  })
  return new Uint8Array(await answer.arrayBuffer())
}

async function restore(copy: Uint8Array) {
  await collector.close()
  await writeFile(join(folder, 'sayso.db'), copy)
  await begin()
}

const respondent = () => client.get(`/v1/respondents/${encodeURIComponent(person.id)}`)

describe('a person who was erased', () => {
  it('is nowhere, and comes back by no way: resent, late, imported, invited, by an old link, or with a backup', async () => {
    const invited = await leaveEverything()
    const before = await copyOfNow()
    expect((await respondent()).body).toMatchObject({
      responses: [{}, {}, {}],
      views: [{ email: email.toLowerCase() }],
      visits: [{ comment: said.comment }],
      mails: [{ email: email.toLowerCase(), name: person.name, properties: said.properties }],
      followUps: [{ note: 'called marked-Rocinante' }],
      suppressions: [{ reason: 'unsubscribed' }],
    })
    expect(marks()).toBeGreaterThan(10)

    expect((await client.erase(`/v1/respondents/${person.id}`)).status).toBe(200)
    expect(marks()).toBe(0)

    await client.publicly('/v1/public/responses', widgetAnswer)
    await client.publicly('/v1/public/responses', { ...widgetAnswer, revision: 2, respondent: {} })
    await client.publicly('/v1/public/responses', { ...newResponse('demo', { respondent: person }), ...said })
    await client.publicly('/v1/public/views', view)
    expect((await importRow()).body).toMatchObject({ added: 0, erased: 1 })
    expect((await addToCampaign()).added).toMatchObject({ added: 0, refused: [{ line: 1 }] })
    expect((await client.post('/v1/surveys/demo/invitations', { respondent: person })).status).toBe(422)
    expect((await answerByLink(invited)).sent.status).toBe(410)
    expect((await send(invited.receipt)).status).toBe(404)
    await send(invited.unsubscribe, { method: 'POST' })
    const claimed = (await send(`${collector.url}/s/demo?${new URLSearchParams({ email })}`)).body
    expect((await sendAnswer(world, claimed, { rating: '1', comment: said.comment })).status).toBe(200)
    expect((await client.get('/v1/surveys/demo/report')).body.n).toBe(0)
    expect(marks()).toBe(0)

    await restore(before)
    expect(marks()).toBe(0)
    expect((await respondent()).status).toBe(404)
    expect((await client.get('/v1/surveys/demo/report')).body.n).toBe(0)
    expect((await client.get('/v1/surveys/demo/counts')).body).toEqual({ differences: 0 })
    await client.publicly('/v1/public/responses', widgetAnswer)
    expect(marks()).toBe(0)
    expect(existsSync(join(folder, 'sayso.db.erased'))).toBe(true)
  })

  it('gets no mail, although nobody can read their address any more', async () => {
    await leaveEverything()
    const path = `/v1/respondents/${encodeURIComponent(email)}`
    await client.erase(path)
    expect((await client.get('/v1/suppressions')).body.items).toMatchObject([{ email: null }])
    expect((await client.get(path)).body).toMatchObject({
      responses: [],
      suppressions: [{ reason: 'unsubscribed' }],
    })
  })
})

describe('an answer that was erased', () => {
  it('by its person on the receipt is nowhere, and does not come back by its link or with a backup', async () => {
    const invited = await invite()
    await answerByLink(invited)
    const before = await copyOfNow()
    expect(marks()).toBeGreaterThan(3)
    const body = new URLSearchParams({ deed: 'erase', sure: 'yes' })
    expect((await send(invited.receipt, { method: 'POST', body })).status).toBe(200)
    expect(marks()).toBe(0)

    expect((await answerByLink(invited)).sent.status).toBe(410)
    expect(marks()).toBe(0)
    await restore(before)
    expect((await client.get('/v1/surveys/demo/report')).body.n).toBe(0)
    expect(marks()).toBe(0)
  })

  it('by moderation is nowhere, and is not taken when it is sent again', async () => {
    await client.publicly('/v1/public/responses', widgetAnswer)
    await client.publicly('/v1/public/views', view)
    const before = await copyOfNow()
    const { status } = await client.post('/v1/surveys/demo/responses/delete', { ids: ['by-widget'] })
    expect(status).toBe(200)
    expect(marks()).toBe(0)
    await client.publicly('/v1/public/responses', widgetAnswer)
    await client.publicly('/v1/public/responses', { ...widgetAnswer, revision: 2 })
    expect(marks()).toBe(0)
    await restore(before)
    expect(marks()).toBe(0)
  })

  it('by age is nowhere, with views, visits and recipients, and again when a backup brought it back', async () => {
    await leaveEverything()
    await client.patch('/v1/workspace', { answersKeptDays: 1 })
    const before = await copyOfNow()
    await collector.close()
    for (const _ of ['kept', 'restored']) {
      const database = await openFile(`file:${join(folder, 'sayso.db')}`)
      await forgetOld(database, Date.now() + 2 * day)
      expect(marks()).toBe(0)
      await database.close()
      await writeFile(join(folder, 'sayso.db'), before)
    }
    await begin()
  })
})

it('an answer of an erased person that waited in a queue is not stored, whichever name it has', async () => {
  const { erasePerson } = await import('../../server/storage/erasure.ts')
  const { saveResponses } = await import('../../server/storage/responses.ts')
  const { openTestDatabase, saveOf } = await import('../support/database.ts')
  const { database, close } = await openTestDatabase()
  const queued = (id: string, given: object) => saveOf({ id, respondentVerified: true, now: 1, ...given })
  const both = { respondentId: 'u-1', respondentEmail: 'u1@example.com', verifiedFields: ['id', 'email'] }
  await saveResponses(database, [queued('a', both)])
  await erasePerson(database, 'main', 'u-1', 2)
  const verdicts = await saveResponses(database, [
    queued('b', { respondentId: 'u-1' }),
    queued('c', { respondentEmail: 'U1@example.com' }),
    queued('a', { revision: 2 }),
    queued('d', { respondentId: 'u-2', respondentEmail: 'u1@example.com' }),
  ])
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(['erased', 'erased', 'erased', 'created'])
  await forgetOld(database, 31 * day)
  expect((await saveResponses(database, [queued('b', { respondentId: 'u-1' })]))[0]!.outcome).toBe('created')
  await close()
})

it('a stranger who claims an address is somebody else’s keeps nobody out by having that one erased', async () => {
  const { erasePerson } = await import('../../server/storage/erasure.ts')
  const { saveResponses } = await import('../../server/storage/responses.ts')
  const { openTestDatabase, saveOf } = await import('../support/database.ts')
  const { database, close } = await openTestDatabase()
  const victim = { respondentEmail: 'victim@example.com', respondentVerified: true }
  await saveResponses(database, [
    saveOf({ id: 'theirs', ...victim }),
    saveOf({ id: 'forged', respondentId: 'stranger', respondentEmail: 'victim@example.com' }),
  ])
  expect((await erasePerson(database, 'main', 'stranger', 1)).responses).toBe(1)
  expect((await saveResponses(database, [saveOf({ id: 'later', ...victim })]))[0]!.outcome).toBe('created')
  expect(
    (await saveResponses(database, [saveOf({ id: 'theirs', revision: 2, ...victim })]))[0]!.outcome,
  ).toBe('advanced')
  await close()
})
