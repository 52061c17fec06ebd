import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../server/storage/db.ts'
import { openRemote } from '../../server/storage/remote.ts'
import { standBefore, type Unreliable } from '../faults/unreliable.ts'
import { type Client, clientOf, newResponse, send, sendPatiently } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { signatureOf } from '../support/signature.ts'
import { freePort, startSqld } from '../support/sqld.ts'
import { startWorkerdCollector } from '../support/workerd.ts'

type Runtime = Collector & { tick?(cron?: string): Promise<unknown> }
type Sqld = Awaited<ReturnType<typeof startSqld>>
type Start = (variables: Record<string, string>) => Promise<Runtime>

/** Every word that is stored, table by table. */
async function everythingIn(database: Database): Promise<string> {
  const tables = await database.orm.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  )
  const found: object[] = []
  for (const { name } of tables)
    found.push({ name, rows: await database.orm.all(sql`SELECT * FROM ${sql.identifier(name)}`) })
  return JSON.stringify(found)
}

/** A mail service that takes what it is sent. */
async function startMailService() {
  const mails: { to: string[] }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray()
    mails.push(JSON.parse(Buffer.concat(chunks).toString()))
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { mails, url, close: () => server.close() }
}

/** On Node, where people reach it is not where it listens. */
async function startNode(variables: Record<string, string>): Promise<Runtime> {
  const PORT = `${await freePort()}`
  return { ...(await startCollector({ ...variables, PORT })), url: `http://127.0.0.1:${PORT}` }
}

const runtimes: [name: string, start: Start][] = [
  ['Node', startNode],
  ['workerd', (variables) => startWorkerdCollector(variables)],
]

describe.each(runtimes)('on %s, a workspace with a database of its own', (_, start) => {
  let servers: Sqld[]
  let main: Unreliable
  let acmes: Unreliable
  let mail: Awaited<ReturnType<typeof startMailService>>
  let collector: Runtime
  let variables: Record<string, string>
  let operator: Client
  let acme: Client & { key: string }
  let brook: Client & { key: string }
  let plain: Client
  let survey: string

  /** A workspace, and a client with its key. */
  async function newWorkspace(name: string, databaseUrl?: string) {
    const { status, body } = await operator.post('/v1/workspaces', { name, databaseUrl })
    expect({ name, status }).toEqual({ name, status: 201 })
    return {
      ...clientOf({ url: collector.url, key: body.key }, sendPatiently),
      key: body.key as string,
      made: body,
    }
  }
  const save = (client: Client, surveyId: string, given = {}) =>
    client.publicly('/v1/public/responses', newResponse(surveyId, given))
  const newSurvey = async (client: Client) => (await client.post('/v1/surveys', { metric: 'nps' })).body.id

  beforeAll(async () => {
    servers = await Promise.all([startSqld(), startSqld(), startSqld()])
    ;[main, acmes] = (await Promise.all(servers.slice(0, 2).map(({ url }) => standBefore(url)))) as [
      Unreliable,
      Unreliable,
    ]
    mail = await startMailService()
    const hosts = [acmes.url, servers[2]!.url, main.url].map((url) => new URL(url).host)
    variables = {
      DATABASE_URL: main.url,
      DATABASE_TOKENS: `${hosts[0]}=a-token, ${hosts[1]},${hosts[2]}`,
      PUBLIC_URL: 'https://ask.example',
      ...{ MAIL_SERVICE: 'resend', MAIL_KEY: 'k', MAIL_URL: mail.url },
    }
    collector = await start(variables)
    operator = clientOf(collector, sendPatiently)
    acme = await newWorkspace('Acme', acmes.url)
    brook = await newWorkspace('Brook', servers[2]!.url)
    plain = await newWorkspace('Plain')
    survey = await newSurvey(acme)
  })
  afterAll(async () => {
    await collector?.close()
    await Promise.all([main?.close(), acmes?.close(), mail?.close()])
    await Promise.all(servers.map((server) => server.close()))
  })

  it('goes the whole way there: definition, save, view, report, themes, console, erasure', async () => {
    const definition = await sendPatiently(`${collector.url}/v1/public/surveys/${survey}`)
    expect(definition.body).toMatchObject({ id: survey, metric: 'nps' })
    expect((await sendPatiently(`${collector.url}/sayso/${survey}.js`)).body).toContain(survey)
    expect((await sendPatiently(`${collector.url}/s/${survey}`)).status).toBe(200)
    const response = newResponse(survey, {
      comment: 'far too expensive, acme-words',
      respondent: { id: 'u1', email: 'acme-person@example.com', signature: await signatureOf(acme, 'u1') },
    })
    // 200 when it was sent again.
    expect([200, 201]).toContain((await acme.publicly('/v1/public/responses', response)).status)
    await expect.poll(async () => (await acme.get(`/v1/surveys/${survey}/report`)).body.n).toBe(1)
    expect((await acme.publicly('/v1/public/responses', { ...response, revision: 2 })).status).toBe(200)
    const view = { surveyId: survey, id: response.id, event: 'shown' }
    expect((await acme.publicly('/v1/public/views', view)).status).toBe(200)
    const report = async () => (await acme.get(`/v1/surveys/${survey}/report`)).body
    await expect.poll(report).toMatchObject({ n: 1, score: { nps: 100 }, funnel: { shown: 1 } })
    const pricing = async () =>
      (await acme.get(`/v1/surveys/${survey}/themes`)).body.themes.find(
        ({ theme }: { theme: string }) => theme === 'pricing',
      )
    await expect.poll(pricing).toMatchObject({ n: 1 })
    const who = `id=u1&signature=${await signatureOf(acme, 'u1')}`
    const asked = await sendPatiently(`${collector.url}/v1/public/surveys/${survey}/asked?${who}`)
    expect(asked.body.ask).toBe(false)

    const signedIn = await fetch(`${collector.url}/console/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: collector.url },
      body: new URLSearchParams({ key: acme.key }),
    })
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
    const console = await sendPatiently(`${collector.url}/console`, { headers: { cookie } })
    expect(console.body).toContain(survey)

    expect((await acme.get('/v1/respondents/u1')).body.responses).toHaveLength(1)
    expect((await acme.erase('/v1/respondents/u1')).status).toBe(200)
    expect((await acme.get(`/v1/surveys/${survey}/report`)).body.n).toBe(0)
  })

  it('has its links, and what is held, and its mails there', async () => {
    const { body } = await acme.post(`/v1/surveys/${survey}/invitations`, { respondent: { id: 'u2' } })
    const here = (link: string) => link.replace(variables.PUBLIC_URL!, collector.url)
    expect((await sendPatiently(here(body.byRating[9].link))).status).toBe(200)
    const told = { visit: 'v1', step: 1, rating: 9 }
    expect((await acme.publicly(new URL(body.link).pathname, told)).status).toBe(204)
    const held = (await acme.get(`/v1/surveys/${survey}/held`)).body.items
    expect(held).toMatchObject([{ rating: 9 }])
    expect((await sendPatiently(here(body.receipt))).status).toBe(200)

    const from = { address: 'ask@acme.example', name: 'Acme' }
    expect((await acme.post('/v1/campaigns', { surveyId: survey, from })).status).toBe(422)
    const { id } = (await acme.get('/v1/workspace')).body
    await operator.put(`/v1/workspaces/${id}/mail`, { from: ['@ACME.example'] })
    const { body: campaign } = await acme.post('/v1/campaigns', { surveyId: survey, from })
    const person = { email: 'acme-mail@example.com' }
    expect((await acme.post(`/v1/campaigns/${campaign.id}/people`, [person])).body.added).toBe(1)
    await acme.post(`/v1/campaigns/${campaign.id}/start`)
    await collector.tick?.()
    await expect.poll(() => mail.mails.map(({ to }) => to[0])).toEqual([person.email])
    const stop = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }
    const { body: invited } = await acme.post(`/v1/surveys/${survey}/invitations`, { respondent: person })
    expect((await sendPatiently(here(invited.unsubscribe), stop)).status).toBe(200)
    expect((await acme.get('/v1/suppressions')).body.items).toMatchObject([{ email: person.email }])
  })

  it('leaves nothing but its name and its keys in the main database, and these nowhere else', async () => {
    await save(acme, survey, { comment: 'acme-words', respondent: { email: 'acme-person@example.com' } })
    const [ofMain, ofAcme] = await Promise.all([
      everythingIn(openRemote(servers[0]!.url, undefined)),
      everythingIn(openRemote(servers[1]!.url, undefined)),
    ])
    for (const theirs of [survey, 'acme-words', 'acme-person', 'acme-mail']) {
      expect([theirs, ofMain.includes(theirs)]).toEqual([theirs, false])
      expect([theirs, ofAcme.includes(theirs)]).toEqual([theirs, true])
    }
    for (const table of ['keys', 'sessions', 'link_secrets'])
      expect(ofAcme).toContain(`{"name":"${table}","rows":[]}`)
    expect(ofAcme).not.toContain('"id":"demo"')
  })

  it('takes a save by one call to its database and none to the main one', async () => {
    await save(acme, survey)
    const callsOf40 = async () => {
      const before = [main.calls, acmes.calls] as const
      for (let i = 0; i < 40; i += 1) expect((await save(acme, survey)).status).toBe(201)
      return { main: main.calls - before[0], acmes: acmes.calls - before[1] }
    }
    // Others are of the work in the background, which indexes answers and has more turns the longer the saves take;
    // two a save would be 80.
    const calls = [await callsOf40(), await callsOf40(), await callsOf40()]
    expect(Math.min(...calls.map((each) => each.main))).toBeLessThan(13)
    expect(Math.min(...calls.map((each) => each.acmes))).toBeLessThan(65)
  })

  it('keeps its settings there, and its name in the list of workspaces too', async () => {
    const settings = { name: 'Acme Ltd', allowedOrigins: ['https://acme.example'], timezone: 'Asia/Tokyo' }
    expect((await acme.patch('/v1/workspace', settings)).body).toMatchObject(settings)
    const { body } = await acme.get('/v1/workspace')
    expect(body).toMatchObject(settings)
    expect(Object.keys(body)).not.toContain('databaseUrl')
    expect(
      (await operator.get('/v1/workspaces')).body.items.map(({ name }: { name: string }) => name),
    ).toEqual(['Workspace', 'Acme Ltd', 'Brook', 'Plain'])
    const from = (origin: string) =>
      acme.publicly('/v1/public/responses', newResponse(survey), { origin }).then(({ status }) => status)
    expect([await from('https://acme.example'), await from('https://other.example')]).toEqual([201, 403])
    expect(
      (
        await sendPatiently(`${collector.url}/v1/public/surveys/${survey}`, {
          headers: { origin: 'https://other.example' },
        })
      ).status,
    ).toBe(403)
  })

  it('is not there for the keys of others, nor theirs for it', async () => {
    const others = [operator, brook, plain]
    for (const other of others)
      for (const path of ['', '/report', '/responses', '/themes', '/held'])
        expect((await other.get(`/v1/surveys/${survey}${path}`)).status).toBe(404)
    const theirs = ['demo', await newSurvey(brook), await newSurvey(plain)]
    for (const id of theirs) expect((await acme.get(`/v1/surveys/${id}/report`)).status).toBe(404)
    expect((await acme.get('/v1/workspaces')).status).toBe(404)
    const strange = survey.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    expect((await save(acme, strange)).status).toBe(404)
  })

  it('may be started with twice at a time; each forgets daily what is old there', async () => {
    const aged = await newSurvey(acme)
    const rows = ['2020-01-01', new Date().toISOString().slice(0, 10)].map((day) => ({
      ...{ id: day, rating: 9, answeredAt: `${day}T00:00:00Z` },
    }))
    const authorization = `Bearer ${acme.key}`
    await sendPatiently(`${collector.url}/v1/surveys/${aged}/import`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-ndjson' },
      body: rows.map((row) => JSON.stringify(row)).join('\n'),
    })
    const count = async (from: Client) => (await from.get(`/v1/surveys/${aged}/report`)).body.n
    expect(await count(acme)).toBe(2)
    await acme.patch('/v1/workspace', { answersKeptDays: 30 })

    const again = await start(variables)
    const client = clientOf({ url: again.url, key: acme.key }, sendPatiently)
    await again.tick?.('17 3 * * *')
    await expect.poll(() => count(client)).toBe(1)
    expect((await save(client, aged)).status).toBe(201)
    await expect.poll(async () => [await count(client), await count(acme)]).toEqual([2, 2])
    await again.close()
  })

  it('is refused where there may be none', async () => {
    const status = async (databaseUrl: string) =>
      (await operator.post('/v1/workspaces', { name: 'Nowhere', databaseUrl })).status
    const port = new URL(acmes.url).port
    for (const url of [
      'http://acme.example.com',
      'libsql://elsewhere.example.com',
      `http://127.0.0.1:${Number(port) - 1}`,
      `http://name:secret@127.0.0.1:${port}`,
      `http://127.0.0.1:${port}/path`,
      'file:acme.db',
      'http://127.0.0.1:99999',
      main.url,
    ])
      expect([url, await status(url)]).toEqual([url, 422])
  })

  it('answers 503 while that is away, and the others go on', async () => {
    const brooks = await newSurvey(brook)
    expect((await save(brook, brooks)).status).toBe(201)
    await servers[2]!.close()
    const hasty = clientOf({ url: collector.url, key: brook.key })
    expect((await save(hasty, brooks)).body).toMatchObject({ status: 503, code: 'unavailable' })
    expect((await send(`${collector.url}/v1/public/surveys/${brooks}`)).status).toBe(503)
    expect((await hasty.get(`/v1/surveys/${brooks}/report`)).status).toBe(503)
    expect((await save(acme, survey)).status).toBe(201)
    expect((await save(plain, await newSurvey(plain))).status).toBe(201)
    expect((await save(operator, 'demo')).status).toBe(201)
    expect((await sendPatiently(`${collector.url}/readyz`)).status).toBe(200)
    const again = await start(variables)
    expect((await save(clientOf(again, sendPatiently), survey)).status).toBe(201)
    expect((await save(clientOf(again), brooks)).status).toBe(503)
    await again.close()
  })

  it('answers 503, not 404, where a server was started without its host', async () => {
    const { DATABASE_TOKENS, ...rest } = variables
    const forgetful = await start(rest)
    const client = clientOf({ url: forgetful.url, key: acme.key })
    expect((await save(client, survey)).status).toBe(503)
    expect((await client.get('/v1/surveys')).status).toBe(503)
    expect((await save(client, 'demo')).status).toBe(201)
    await forgetful.close()
  })
})

it('with a queue, an answer on its way is stored in the database of its workspace', async () => {
  const [main, own] = await Promise.all([startSqld(), startSqld()])
  const variables = { DATABASE_URL: main.url, DATABASE_TOKENS: new URL(own.url).host }
  const collector = await startWorkerdCollector(variables, 'burst')
  const { body: made } = await clientOf(collector, sendPatiently).post('/v1/workspaces', {
    name: 'Acme',
    databaseUrl: own.url,
  })
  const client = clientOf({ url: collector.url, key: made.key }, sendPatiently)
  const surveys = [(await client.post('/v1/surveys', { metric: 'nps' })).body.id, 'demo']
  const saves = surveys.flatMap((survey) => Array.from({ length: 10 }, () => newResponse(survey)))
  const answers = await Promise.all(saves.map((save) => client.publicly('/v1/public/responses', save)))
  expect(answers.map(({ status }) => status)).toEqual(saves.map(() => 201))
  const stored = (url: string) =>
    openRemote(url, undefined).orm.all(sql`SELECT survey_id, count(*) AS n FROM responses GROUP BY 1`)
  await expect.poll(() => stored(own.url)).toEqual([{ survey_id: surveys[0], n: 10 }])
  await expect.poll(() => stored(main.url)).toEqual([{ survey_id: 'demo', n: 10 }])
  await collector.close()
  await Promise.all([main.close(), own.close()])
})
