import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../support/client.ts'
import { type Console, openConsole, textOf } from '../support/console.ts'
import { type MailServer, startMailServer } from '../support/mailServer.ts'
import { signedInCookie } from '../support/reports.ts'
import { freePort } from '../support/sqld.ts'

let mailServer: MailServer
let app: Console

beforeAll(async () => {
  mailServer = await startMailServer()
  const port = await freePort()
  const [PORT, PUBLIC_URL] = [`${port}`, `http://127.0.0.1:${port}`]
  app = await openConsole({ PORT, PUBLIC_URL, SMTP_URL: mailServer.url })
})
afterAll(() => Promise.all([app?.close(), mailServer?.close()]))

const plan = { surveyId: 'demo', 'from.address': 'ask@acme.example', 'from.name': 'Acme' }

/** A campaign made by the form, with these people pasted; resolves to its id. */
async function campaignTo(people: string, more: Record<string, string> = {}): Promise<string> {
  const made = await app.post('/console/new-campaign', { ...plan, ...more })
  const id = made.headers.get('location')!.split('/').at(-1)!
  if (people) expect((await app.post(`/console/campaigns/${id}/people`, { people })).status).toBe(303)
  return id
}

describe('pasting people', () => {
  it.each([
    [
      'semicolons, quotes and a name for the column of our own',
      'Full name;E-Mail;Plan\n"Ada; L.";ada@p.example;pro\nBo;bo@p.example;',
    ],
    ['tabs', 'Full name\tEmail address\tPlan\nAda; L.\tada@p.example\tpro\nBo\tbo@p.example\t'],
    ['CSV with quotes', 'email,name,Plan\nada@p.example,"Ada; L.",pro\n"bo@p.example",Bo,'],
  ])('takes a table with %s', async (_, table) => {
    const id = await campaignTo(table)
    const { items } = (await app.api.get(`/v1/campaigns/${id}/people`)).body
    expect(items.map(({ email, name }: Record<string, string>) => [email, name]).toSorted()).toEqual([
      ['ada@p.example', 'Ada; L.'],
      ['bo@p.example', 'Bo'],
    ])
  })

  it('takes addresses alone, each once, and says which lines of a table were no people and why', async () => {
    const id = await campaignTo('ada@p.example, bo@p.example;\nADA@p.example')
    const page = textOf(await app.get(`/console/campaigns/${id}`))
    expect(page).toContain('of 2 people')
    const mixed = await app.post(`/console/campaigns/${id}/people`, {
      people: 'name;e-mail\nCy;cy@p.example\nDi;not-an-address\nEd;',
    })
    expect(mixed.status).toBe(422)
    expect(textOf(mixed)).toMatch(/Line 3: email must be an email address Line 4: email .*people added/)
    const people = textOf(await app.get(`/console/campaigns/${id}/people`))
    expect(people).toMatch(/Cy cy@p.example Gets it.*Di not-an-address Left out Address cannot be one/)
  })
})

describe('making a campaign', () => {
  it('makes a draft that the API reads as the form said', async () => {
    const id = await campaignTo('', {
      ...{ name: 'Autumn <b>', subject: 'Hi {name}', intro: 'Two lines\r\nof words', days: 'weekdays' },
      ...{ 'window.from': '09:00', 'window.to': '17:00', 'reminders.afterDays': '4', perHour: '100' },
    })
    expect((await app.api.get(`/v1/campaigns/${id}`)).body).toMatchObject({
      ...{ status: 'draft', surveyId: 'demo', name: 'Autumn <b>', subject: 'Hi {name}', perHour: 100 },
      from: { address: 'ask@acme.example', name: 'Acme' },
      window: { from: '09:00', to: '17:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
      reminders: { afterDays: 4, most: 1 },
      replyTo: null,
    })
    const page = await app.get(`/console/campaigns/${id}`)
    expect(page.body).toContain('<h1 dir="auto">Autumn &lt;b&gt;</h1>')
    expect(textOf(page)).toContain(
      'on weekdays between 09:00 and 17:00 where they live; one reminder after 4',
    )
  })

  it.each([
    ['from.address', 'nobody', 'must be an email address'],
    ['window.to', '9', 'must be a time of day like 09:00'],
    ['reminders.afterDays', '0', 'must be a number of days, at most 90'],
    ['surveyId', 'other', 'must be one of your surveys'],
  ])('refuses %s as %s, at its field', async (name, value, words) => {
    const { status, body } = await app.post('/console/new-campaign', { ...plan, name: 'Kept', [name]: value })
    expect(status).toBe(422)
    expect(body).toMatch(
      new RegExp(`aria-describedby="field-${name}-wrong[^"]*" aria-invalid="true" autofocus`),
    )
    expect(body).toContain(`id="field-${name}-wrong">${words}`)
    expect(body).toContain('value="Kept"')
  })
})

describe('adding people by pasting', () => {
  it.each([
    ['CSV', 'email,name,plan\r\nada@x.example,"Ada, L.",pro\r\nbo@x.example,,'],
    ['a spreadsheet', 'email\tname\tplan\nada@x.example\tAda, L.\tpro\nbo@x.example\t\t'],
    ['CSV with semicolons', 'email;name;plan\nada@x.example;"Ada, L.";pro\nbo@x.example;;'],
  ])('takes %s', async (_, people) => {
    const id = await campaignTo(people)
    const { items, send: sent } = (await app.api.get(`/v1/campaigns/${id}/dry-run`)).body
    expect(sent).toBe(2)
    expect(items).toMatchObject([
      { email: 'ada@x.example', name: 'Ada, L.' },
      { email: 'bo@x.example', name: null },
    ])
    const again = await app.post(`/console/campaigns/${id}/people`, { people })
    expect(textOf(await app.get(again.headers.get('location')!))).toContain(
      '0 people added. 2 in it already.',
    )
  })

  it('says which lines were refused, at the field, and keeps what was pasted', async () => {
    const id = await campaignTo('')
    const people = 'email,timezone\nada@x.example,UTC\nnot an address,UTC\nbo@x.example,Mars/Olympus'
    const { status, body } = await app.post(`/console/campaigns/${id}/people`, { people })
    expect(status).toBe(422)
    expect(body).toMatch(
      /id="field-people-wrong">Line 3: email must be an email address\nLine 4: timezone must/,
    )
    expect(body).toMatch(/aria-describedby="field-people-wrong field-people-hint" aria-invalid="true"/)
    expect(body).toContain('bo@x.example,Mars/Olympus</textarea>')
  })

  it.each([
    ['', 'is empty'],
    ['ada', 'must begin with a line that names a column email'],
  ])('refuses %j as a whole', async (people, words) => {
    const id = await campaignTo('')
    const { status, body } = await app.post(`/console/campaigns/${id}/people`, { people })
    expect([status, body]).toEqual([422, expect.stringContaining(`id="field-people-wrong">${words}`)])
  })

  it('takes a table longer than the console’s other forms', async () => {
    const lines = Array.from({ length: 1500 }, (_, place) => `person-${place}@thousands.example`)
    const id = await campaignTo(['email', ...lines].join('\n'))
    expect(textOf(await app.get(`/console/campaigns/${id}`))).toContain('All 1,500 people')
  })
})

describe('the page of a campaign', () => {
  it('says who would get it and why others would not, as the API does', async () => {
    await app.api.post('/v1/suppressions', { email: 'gone@x.example', reason: 'unsubscribed' })
    const id = await campaignTo('email,name\nnew@x.example,New & co\ngone@x.example,Gone')
    const { reasons, send: sent } = (await app.api.get(`/v1/campaigns/${id}/dry-run`)).body
    expect([reasons, sent]).toEqual([{ unsubscribed: 1 }, 1])
    const page = await app.get(`/console/campaigns/${id}`)
    expect(page.body).toContain('<dt>Unsubscribed</dt><dd class="n">1</dd>')
    expect(page.body).toContain('<dt>Would get it now</dt><dd class="n">1</dd>')
    expect(page.body).toContain('<bdi>New &amp; co</bdi>')
    const all = await app.get(`/console/campaigns/${id}/people`)
    expect(textOf(all)).toMatch(/Gone gone@x.example Left out Unsubscribed/)
  })

  it('starts, sends, pauses and shows what came of it', async () => {
    const id = await campaignTo('email\nfirst@run.example\nsecond@run.example', { name: 'Run' })
    const deed = (name: string) => app.post(`/console/campaigns/${id}/state`, { deed: name })
    expect((await deed('start')).status).toBe(303)
    const counts = async () => (await app.api.get(`/v1/campaigns/${id}`)).body.counts
    await expect.poll(counts).toMatchObject({ sent: 2, waiting: 0 })
    const mailed = mailServer.received.filter(({ raw }) => String(raw).includes('@run.example'))
    expect(mailed).toHaveLength(2)
    expect((await app.get(`/console/campaigns/${id}`)).body).toContain(
      '<dt>Sent</dt><dd class="figure">2</dd>',
    )
    expect(textOf(await app.get('/console/campaigns'))).toMatch(/Run .* (Running|Finished) 2 0 0/)
  })

  it('pauses and goes on; what cannot be done is said on the page', async () => {
    const far = new Date(Date.now() + 12 * 3_600_000).toISOString().slice(11, 13)
    const window = { 'window.from': `${far}:00`, 'window.to': `${far}:01` }
    const id = await campaignTo('email\nlater@x.example', window)
    const deed = (name: string) => app.post(`/console/campaigns/${id}/state`, { deed: name })
    const refused = await deed('pause')
    expect([refused.status, textOf(refused)]).toEqual([409, expect.stringContaining('the campaign is draft')])
    await deed('start')
    expect((await deed('pause')).status).toBe(303)
    expect(textOf(await app.get(`/console/campaigns/${id}`))).toContain('Paused since')
    await deed('start')
    expect((await app.api.get(`/v1/campaigns/${id}`)).body.status).toBe('running')
    // The sender puts it off until the hours begin, which is no reminder.
    const reasons = async () => (await app.api.get(`/v1/campaigns/${id}/dry-run`)).body.reasons
    await expect.poll(reasons).toEqual({ window: 1 })
    await app.api.post(`/v1/campaigns/${id}/cancel`)
    const late = await app.post(`/console/campaigns/${id}/people`, { people: 'email\nlate@x.example' })
    expect(late.status).toBe(409)
  })

  it('shows the mail as the first person gets it, light and dark, and nothing in it can be answered', async () => {
    const id = await campaignTo('email,name\nada@x.example,Ada', { intro: 'Dear {name} <b>' })
    const [light, dark] = await Promise.all(
      ['light', 'dark'].map((scheme) => app.get(`/console/campaigns/${id}/mail?scheme=${scheme}`)),
    )
    expect(light!.body).toContain('Dear Ada &lt;b&gt;')
    expect(light!.body).toContain('background-color:#f6f7f9')
    expect(dark!.body).toContain('background-color:#0b0c10')
    expect(light!.body).not.toMatch(/href="(?!#")/)
    const policy = light!.headers.get('content-security-policy')
    expect(policy).toMatch(/default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'/)
    expect(light!.headers.get('x-frame-options')).toBe(null)
  })

  it('is nobody else’s', async () => {
    const id = await campaignTo('email\nada@x.example')
    const { body } = await app.api.post('/v1/workspaces', { name: 'Other' })
    const headers = { cookie: await signedInCookie({ url: app.collector.url, key: body.key }) }
    const paths = ['', '/people', '/mail'].map((page) => `/console/campaigns/${id}${page}`)
    const answers = await Promise.all(paths.map((path) => send(app.collector.url + path, { headers })))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await send(app.collector.url + paths[0]!)).body).toContain('API key')
  })
})

it('says that no mail can be sent, where none can be', async () => {
  const mute = await openConsole()
  const made = await mute.post('/console/new-campaign', plan)
  const page = await mute.get(made.headers.get('location')!)
  expect(textOf(page)).toContain('This server cannot send mail yet')
  await mute.close()
})

describe('a campaign that was made', () => {
  it('is changed by the form, which keeps what it does not show', async () => {
    const id = await campaignTo('email\nada@example.com', { subject: 'Before', 'reminders.afterDays': '4' })
    const change = await app.api.patch(`/v1/campaigns/${id}`, {
      perMinute: 7,
      reminders: { afterDays: 4, most: 3 },
      window: { days: ['mon', 'wed'] },
    })
    expect(change.status).toBe(200)
    const page = await app.get(`/console/campaigns/${id}/edit`)
    expect(page.body).toContain('value="Before"')
    expect(page.body).toMatch(/<option value="kept" selected>/)
    const form = { ...plan, subject: 'After', days: 'kept', 'reminders.afterDays': '5', restDays: '0' }
    expect((await app.post(`/console/campaigns/${id}/edit`, form)).status).toBe(303)
    expect((await app.api.get(`/v1/campaigns/${id}`)).body).toMatchObject({
      ...{ subject: 'After', perMinute: 7, restDays: 0, reminders: { afterDays: 5, most: 3 } },
      window: { days: ['mon', 'wed'] },
    })
    const wrong = await app.post(`/console/campaigns/${id}/edit`, { ...form, 'from.address': 'nobody' })
    expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining('must be an email address')])
  })

  it('is sent to whoever wants to see it, and says why not', async () => {
    const id = await campaignTo('email\nada@example.com', { subject: 'See me' })
    const sent = await app.post(`/console/campaigns/${id}/test`, { to: ' me@acme.example ' })
    expect(textOf(sent)).toContain('Sent to me@acme.example.')
    expect(mailServer.received.at(-1)!.to).toBe('me@acme.example')
    const refused = await app.post(`/console/campaigns/${id}/test`, {
      to: '550-5.7.1-relay_denied.me@acme.example',
    })
    expect([refused.status, textOf(refused)]).toEqual([409, expect.stringContaining('relay denied')])
    expect((await app.post(`/console/campaigns/${id}/test`, { to: 'me' })).status).toBe(422)
  })

  it('says whose mail was refused, and tries those again', async () => {
    const id = await campaignTo('email\n552-5.2.2-mailbox_full.ada@example.com\nbo@example.com')
    await app.post(`/console/campaigns/${id}/state`, { deed: 'start' })
    await expect
      .poll(async () => textOf(await app.get(`/console/campaigns/${id}`)))
      .toContain('Try 1 person again')
    expect((await app.post(`/console/campaigns/${id}/state`, { deed: 'retry' })).status).toBe(303)
  })
})

it('shows who a recurring campaign asks next, and nobody who gets no mail', async () => {
  const id = await campaignTo('', {
    'recurring.everyDays': '90',
    'recurring.after.property': 'since',
    'recurring.after.days': '10',
  })
  expect((await app.api.get(`/v1/campaigns/${id}`)).body).toMatchObject({
    recurring: { everyDays: 90, after: { property: 'since', days: 10 } },
  })
  const since = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
  await app.api.post('/v1/suppressions', { email: 'never@mail.example' })
  const people = `email,name,timezone,since\neva@example.com,Eva,Asia/Tokyo,${since}\nnever@mail.example,Never Mail,,${since}`
  expect((await app.post(`/console/campaigns/${id}/people`, { people })).status).toBe(303)
  await app.post(`/console/campaigns/${id}/state`, { deed: 'start' })
  await expect
    .poll(async () => textOf(await app.get(`/console/campaigns/${id}`)))
    .toMatch(/Next to be asked.*Eva.*never.*09:00 Tokyo/)
  const page = textOf(await app.get(`/console/campaigns/${id}`))
  expect(page).toContain('10 days after since, every 90 days from each person’s last, on weekday mornings')
  expect(page).not.toContain('Never Mail')
})
