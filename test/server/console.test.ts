import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, clientOf, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { signedInCookie, surveyWith } from '../support/reports.ts'

let collector: Collector
let cookie: string

beforeAll(async () => {
  collector = await startCollector()
  cookie = await signedInCookie(collector)
})
afterAll(() => collector?.close())

const get = (path: string): Promise<Answer> =>
  send(collector.url + path, { headers: { cookie }, redirect: 'manual' })

/** Sends a form as a browser would. */
const post = (path: string, fields: Record<string, string>, origin = collector.url): Promise<Answer> =>
  send(collector.url + path, {
    method: 'POST',
    headers: { cookie, origin },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

const api = () => clientOf(collector)

/** What a page says, without its tags. */
const textOf = ({ body }: Answer) =>
  String(body)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

/** The fields of the editor, as a browser would send them. */
async function fieldsOf(id: string): Promise<Record<string, string>> {
  const { body } = await get(`/console/surveys/${id}/edit`)
  const form = String(body).match(/<form class="stack" id="editor".*?<\/form>/s)![0]
  const inputs = [...form.matchAll(/<input [^>]*type="(\w+)"[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*>/g)]
  const areas = [...form.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>\n?([^<]*)</g)]
  const selects = [...form.matchAll(/<select [^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs)]
  const plain = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  return Object.fromEntries([
    ...inputs
      .filter(([tag, type]) => type !== 'checkbox' || tag.includes(' checked'))
      .map(([, , name, value]) => [name!, plain(value!)]),
    ...areas.map(([, name, value]) => [name!, plain(value!)]),
    ...selects.map(([, name, options]) => [
      name!,
      plain(options!.match(/value="([^"]*)" selected/)?.[1] ?? options!.match(/value="([^"]*)"/)![1]!),
    ]),
  ])
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const given = (count: number, rating: number, days: number) =>
  Array.from({ length: count }, (_, place) => ({
    id: `${days}-${rating}-${place}`,
    rating,
    answeredAt: daysAgo(days),
  }))

describe('a workspace without surveys of its own', () => {
  it('is shown three steps and the form that makes the first', async () => {
    const page = await get('/console')
    expect(textOf(page)).toContain('Ask your first question')
    expect(page.body).toMatch(/<form[^>]*action="\/console\/new-survey"/)
  })
})

describe('making a survey', () => {
  it('makes a draft under the chosen id, which nobody is asked by', async () => {
    const answer = await post('/console/new-survey', {
      ...{ kind: 'thumbs', name: 'Docs <b>', language: 'de', touchpoint: 'docs', id: 'docs-feedback' },
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/console/surveys/docs-feedback/edit',
    ])
    const { body } = await api().get('/v1/surveys/docs-feedback')
    expect(body).toMatchObject({ status: 'draft', metric: 'csat', scale: '0-1', display: 'thumbs' })
    expect(body).toMatchObject({ name: 'Docs <b>', language: 'de', touchpoint: 'docs' })
    expect((await send(`${collector.url}/v1/public/surveys/docs-feedback`)).status).toBe(404)
  })

  it.each([
    ['docs-feedback', 'is taken'],
    ['Docs', 'must be 3 to 48 lower-case letters'],
    ['abcdefghijkl-abcdefghijkl', 'must be 3 to 48 lower-case letters'],
  ])('refuses the id %s, at its field', async (id, words) => {
    const { status, body } = await post('/console/new-survey', { kind: 'nps', name: 'Kept', id })
    expect(status).toBe(422)
    expect(body).toMatch(new RegExp(`id="field-id-wrong">${words}`))
    expect(body).toMatch(
      /name="id" aria-describedby="field-id-wrong field-id-hint" aria-invalid="true" autofocus/,
    )
    expect(body).toContain('value="Kept"')
  })

  it('takes no form from another site', async () => {
    const { status, body } = await post('/console/new-survey', { kind: 'nps' }, 'https://evil.example')
    expect([status, body]).toEqual([403, expect.stringContaining('sent from another site')])
  })
})

describe('the editor', () => {
  it('sends back what it was given: saving without a change changes nothing', async () => {
    const definition = {
      ...{ metric: 'nps', name: 'All & sundry', question: 'Is "it" <good>?', choices: ['Price', 'Speed'] },
      ...{ contact: true, format: 'modal', touchpoint: 'exit', look: { accent: '#0b6b60', digits: 'latin' } },
      byBand: { positive: { thanks: 'Yay', link: { label: 'Review', url: 'https://g2.example/' } } },
      translations: { de: { question: 'Ist es gut?' } },
      rules: {
        ...{ when: { seconds: 5, exit: true }, pages: { include: ['/app/*', '/x'] }, share: 0.07 },
        audience: [
          { property: 'plan', is: ['pro', 3, true] },
          { property: 'role', not: ['a b'] },
        ],
        ...{ afterAnswered: null, quota: 400, from: '2026-01-01T09:30:00Z' },
      },
      status: 'draft',
    }
    const id = await surveyWith(collector, definition)
    const { updatedAt: _, ...before } = (await api().get(`/v1/surveys/${id}`)).body
    const saved = await post(`/console/surveys/${id}/edit`, { ...(await fieldsOf(id)), deed: 'save' })
    expect(saved.status).toBe(303)
    expect((await api().get(`/v1/surveys/${id}`)).body).toMatchObject(before)
  })

  it('saves words, look, rules and what comes after of a draft, without a version for each save', async () => {
    const id = await surveyWith(collector, { metric: 'csat', status: 'draft' })
    const fields = {
      ...(await fieldsOf(id)),
      ...{ question: 'How was it?', display: 'stars', contact: 'yes', choices: 'Price\n\n Speed ' },
      ...{ 'byBand.negative.commentPrompt': 'What went wrong?', 'look.radius': '12', deed: 'save' },
      ...{ 'rules.pages.include': '/app/*', 'rules.when.seconds': '5', 'rules.share': '50' },
      ...{ 'rules.audience': 'plan is pro, team\nseats is not 1', 'rules.until': '2030-01-01' },
    }
    expect((await post(`/console/surveys/${id}/edit`, fields)).status).toBe(303)
    expect((await api().get(`/v1/surveys/${id}`)).body).toMatchObject({
      ...{ version: 1, question: 'How was it?', display: 'stars', contact: true },
      ...{ choices: ['Price', 'Speed'], byBand: { negative: { commentPrompt: 'What went wrong?' } } },
      look: { radius: 12 },
      rules: {
        ...{ pages: { include: ['/app/*'] }, when: { seconds: 5 }, share: 0.5 },
        audience: [
          { property: 'plan', is: ['pro', 'team'] },
          { property: 'seats', not: [1] },
        ],
        until: '2030-01-01T00:00:00Z',
      },
    })
    const says = textOf(await get(`/console/surveys/${id}/edit`))
    expect(says).toContain(
      'Asks 50 % of people with plan pro or team and seats not 1 on /app/* , 5 seconds in',
    )
  })

  it.each([
    ['question', ''],
    ['look.accent', 'red'],
    ['rules.share', '101'],
    ['rules.share', 'many'],
    ['rules.audience', 'nonsense'],
    ['rules.pages.include', 'app'],
    ['byBand.positive.link.url', 'http://plain.example'],
    ['format', 'balloon'],
  ])('says at the field %s what is wrong with “%s”, and keeps what was typed', async (field, value) => {
    const id = await surveyWith(collector, { metric: 'nps', status: 'draft' })
    const sent = { ...(await fieldsOf(id)), name: 'Typed', [field]: value, deed: 'save' }
    const { status, body } = await post(`/console/surveys/${id}/edit`, sent)
    expect(status).toBe(422)
    expect(body).toMatch(new RegExp(`id="field-${field.replaceAll('.', '\\.')}-wrong">`))
    expect(body.match(/ autofocus/g)).toHaveLength(1)
    expect(body).toContain('value="Typed"')
    expect((await api().get(`/v1/surveys/${id}`)).body.name).not.toBe('Typed')
  })

  it('shows what would be different in a live survey, and publishes it only then', async () => {
    const id = await surveyWith(collector, { metric: 'nps', question: 'Old?' })
    const sent = { ...(await fieldsOf(id)), question: 'New?', 'rules.share': '30' }
    const review = await post(`/console/surveys/${id}/edit`, { ...sent, deed: 'review' })
    expect(review.status).toBe(200)
    expect(textOf(review)).toMatch(/2 changes against what is live .*Question Old\? New\?.*asked none 30/)
    expect((await api().get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 1, question: 'Old?' })
    expect((await post(`/console/surveys/${id}/edit`, { ...sent, deed: 'publish' })).status).toBe(303)
    expect((await api().get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 2, question: 'New?' })
    expect(textOf(await get(`/console/surveys/${id}/versions`))).toMatch(
      /2 \d.*Question, Percent of them asked/,
    )
    expect((await post(`/console/surveys/${id}/versions`, { version: '1' })).status).toBe(303)
    expect((await api().get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 3, question: 'Old?' })
  })

  it('publishes what is typed in a draft', async () => {
    const id = await surveyWith(collector, { metric: 'nps', status: 'draft' })
    const fields = { ...(await fieldsOf(id)), question: 'Typed?', deed: 'start' }
    const { headers } = await post(`/console/surveys/${id}/edit`, fields)
    expect(headers.get('location')).toBe(`/console/surveys/${id}/install`)
    expect((await api().get(`/v1/surveys/${id}`)).body).toMatchObject({
      ...{ status: 'live', version: 1, question: 'Typed?' },
    })
  })

  it('publishes, closes, reopens and duplicates', async () => {
    const id = await surveyWith(collector, { metric: 'nps', name: 'State', status: 'draft' })
    const state = (deed: string) => post(`/console/surveys/${id}/state`, { deed })
    const status = async () => (await api().get(`/v1/surveys/${id}`)).body.status
    expect((await state('publish')).headers.get('location')).toBe(`/console/surveys/${id}/install`)
    expect(await status()).toBe('live')
    await state('close')
    expect(await status()).toBe('closed')
    await state('reopen')
    expect(await status()).toBe('live')
    const copy = (await state('duplicate')).headers.get('location')!.split('/')[3]!
    expect((await api().get(`/v1/surveys/${copy}`)).body).toMatchObject({
      ...{ status: 'draft', name: 'Copy of State', version: 1 },
    })
    expect((await state('explode')).status).toBe(422)
  })

  it('previews by the widget what is typed, in a frame of ours alone, and saves nothing', async () => {
    const id = await surveyWith(collector, { metric: 'nps', question: 'Saved?', status: 'draft' })
    const typed = new URLSearchParams({ ...(await fieldsOf(id)), question: 'Typed "?' })
    typed.set('preview.step', 'commenting')
    typed.set('preview.rating', '3')
    const { body, headers } = await get(`/console/surveys/${id}/preview?${typed}`)
    const shown = JSON.parse(body.match(/data-shown="([^"]*)"/)[1].replaceAll('&quot;', '"'))
    expect(shown).toMatchObject({ survey: { question: 'Typed "?' }, step: 'commenting', rating: 3 })
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect((await api().get(`/v1/surveys/${id}`)).body.question).toBe('Saved?')
  })
})

describe('install and share', () => {
  it('says where the survey was seen, and nothing of origins that may not show it', async () => {
    const id = await surveyWith(collector, { metric: 'nps' })
    const path = `/console/surveys/${id}/install`
    expect(textOf(await get(path))).toContain('Not seen yet.')
    const view = (origin: string, n: number) =>
      send(`${collector.url}/v1/public/views`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ surveyId: id, id: `view-number-${n}-of-these`, event: 'shown' }),
      })
    expect((await view('https://app.example.com', 1)).status).toBe(200)
    expect((await view('https://app.example.com', 2)).status).toBe(200)
    const page = await get(path)
    expect(textOf(page)).toContain('Seen on app.example.com just now.')
    expect(page.body).toContain(`data-survey=&quot;${id}&quot;`)
    await api().patch('/v1/workspace', { allowedOrigins: ['https://app.example.com'] })
    expect((await view('https://evil.example', 3)).status).toBe(403)
    await api().patch('/v1/workspace', { allowedOrigins: ['*'] })
    expect(textOf(await get(path))).not.toContain('evil')
  })

  it('keeps a bounded number of origins, whoever makes them up', async () => {
    const id = await surveyWith(collector, { metric: 'nps' })
    for (let n = 0; n < 60; n += 1)
      await send(`${collector.url}/v1/public/views`, {
        method: 'POST',
        headers: { origin: `https://o${n}.example`, 'content-type': 'application/json' },
        body: JSON.stringify({ surveyId: id, id: `view-number-${n}-of-many`, event: 'shown' }),
      })
    const text = textOf(await get(`/console/surveys/${id}/install`))
    expect(text).toMatch(
      /Seen on o\d+\.example just now\. Also on o\d+\.example just now, o\d+\.example just now\./,
    )
  })

  it('has a QR code of the link, and the buttons for a mail of another service', async () => {
    const id = await surveyWith(collector, { metric: 'csat' })
    const qr = await get(`/console/surveys/${id}/install/qr.svg`)
    expect([qr.status, qr.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    const { body } = await get(`/console/surveys/${id}/install?for=mailchimp`)
    expect(body).toContain(`/s/${id}?rating=5&amp;amp;email=*|EMAIL|*`)
  })
})

describe('the overview', () => {
  it('has the numbers of the API over the period its links open', async () => {
    const answers = [...given(30, 9, 100), ...given(40, 3, 5), ...given(20, 9, 20), ...given(20, 10, 30)]
    const id = await surveyWith(collector, { metric: 'nps', name: 'Overviewed' }, answers)
    const { body } = await get('/console')
    const row = body.match(
      new RegExp(`<tr><th scope="row"><a class="name" href="(/console/surveys/${id}[^"]*)".*?</tr>`, 's'),
    )
    const query = row[1].replaceAll('&amp;', '&').split('?')[1]
    const report = (await api().get(`/v1/surveys/${id}/report?${query}`)).body
    const text = textOf({ body: row[0] } as Answer)
    const figure = (value: number) => String(Math.round(value)).replace('-', '−')
    const { value, interval } = report.score
    expect(report.n).toBe(80)
    expect(text).toContain(`${figure(value)} ${figure(interval.low)} to ${figure(interval.high)}`)
    expect(text).toContain('80 +40 in 7 days')
    expect(report.change.verdict).toBe('real')
    expect(text).toContain('Real change: 100 points lower')
  })

  it('shows counts instead of a score below ten answers, and says when answers stopped', async () => {
    await surveyWith(collector, { metric: 'nps', name: 'Few' }, given(7, 9, 1))
    const stopped = Array.from({ length: 40 }, (_, day) => given(3, 9, day + 9)).flat()
    await surveyWith(collector, { metric: 'nps', name: 'Stopped' }, stopped)
    const text = textOf(await get('/console'))
    expect(text).toMatch(/Few NPS no score 7 of 10 needed/)
    expect(text).toMatch(/Stopped NPS Silent since \d+ \w+ \d{4}, usually [\d.]+ a day/)
  })

  it('finds surveys by name, and pages through all of them', async () => {
    for (let n = 0; n < 55; n += 1) await surveyWith(collector, { metric: 'nps', name: `Many ${n}` })
    const found = await get('/console?search=mANY%2054')
    expect(found.body.match(/class="name"/g)).toHaveLength(1)
    const seen: string[] = []
    let next: string | undefined = '/console'
    while (next) {
      const { body }: Answer = await get(next)
      expect(body.length).toBeLessThan(150_000)
      seen.push(
        ...[...body.matchAll(/class="name" href="\/console\/surveys\/([^?"]+)/g)].map(([, id]) => id!),
      )
      next = body.match(/href="([^"]+)" rel="next"/)?.[1].replaceAll('&amp;', '&')
    }
    const live = (await api().get('/v1/surveys?limit=500')).body.items.filter(
      ({ status }: { status: string }) => status === 'live',
    )
    expect(seen.sort()).toEqual(live.map(({ id }: { id: string }) => id).sort())
  })

  it('counts what is held, and leads to it', async () => {
    const id = await surveyWith(collector, { metric: 'nps', name: 'Holding' }, given(12, 9, 2))
    const row = async () => (await get('/console?search=Holding')).body
    expect(await row()).not.toContain('1 held')
    await api().post(`/v1/surveys/${id}/responses/hold`, { ids: ['2-9-0'] })
    expect(await row()).toMatch(new RegExp(`href="/console/surveys/${id}/held">1 held<`))
  })
})

describe('the settings', () => {
  it('are saved as the API saves them, each error at its field', async () => {
    const wrong = await post('/console/settings', { name: 'Acme', quietDays: '-1', allowedOrigins: 'acme' })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain('id="field-quietDays-wrong"')
    expect(wrong.body).toContain('id="field-allowedOrigins-wrong"')
    const allowedOrigins = 'https://app.example.com\nhttps://*.example.com'
    const given = { name: 'Acme', timezone: 'Europe/Berlin', quietDays: '14', allowedOrigins }
    expect((await post('/console/settings', { ...given, answersKeptDays: '800' })).status).toBe(303)
    expect((await api().get('/v1/workspace')).body).toMatchObject({
      ...{ name: 'Acme', timezone: 'Europe/Berlin', quietDays: 14, answersKeptDays: 800 },
      allowedOrigins: ['https://app.example.com', 'https://*.example.com'],
    })
    const back = { name: '', timezone: 'UTC', quietDays: 0, allowedOrigins: ['*'], answersKeptDays: null }
    expect((await api().patch('/v1/workspace', { ...back, name: 'Acme' })).status).toBe(200)
    expect(textOf(await get('/console/settings'))).toContain('Acme')
  })

  it('make a key that opens the API and is shown once, and revoke it, but never the one signed in with', async () => {
    const made = await post('/console/settings/keys', { label: 'Import <x>' })
    const key = made.body.match(/sayso_[\w-]{43}/)[0]
    const items = async () => (await api().get('/v1/keys')).body.items as { id: string; label: string }[]
    const { id } = (await items()).find(({ label }) => label === 'Import <x>')!
    expect((await clientOf({ ...collector, key }).get('/v1/surveys')).status).toBe(200)
    const page = await get('/console/settings/keys')
    expect(page.body).not.toContain(key)
    expect(textOf(page)).toContain('You are signed in with it')
    expect((await post('/console/settings/keys', { revoke: id })).status).toBe(303)
    expect((await clientOf({ ...collector, key }).get('/v1/surveys')).status).toBe(401)
    const own = (await items()).find(({ label }) => label === 'SAYSO_ADMIN_KEY')!
    expect((await post('/console/settings/keys', { revoke: own.id })).status).toBe(409)
    expect((await api().get('/v1/keys')).status).toBe(200)
  })
})

describe('what to look at first in a report', () => {
  const groups = (day: number, good: number, bad: number) => [
    ...given(good, 10, day).map((each) => ({ ...each, properties: { plan: 'pro' } })),
    ...given(bad, 2, day + 1).map((each) => ({ ...each, properties: { plan: 'free' } })),
  ]

  it('is the change, the group and the theme that are unlikely to be chance', async () => {
    const before = given(60, 10, 40)
    const id = await surveyWith(collector, { metric: 'nps' }, [...before, ...groups(3, 40, 40)])
    const period = `from=${daysAgo(20).slice(0, 10)}&to=${daysAgo(-1).slice(0, 10)}`
    const text = textOf(await get(`/console/surveys/${id}?${period}`))
    expect(text).toMatch(
      /What to look at first NPS is 100 points lower than in [^.]+\. plan (pro|free): 200 points/,
    )
  })

  it('is said to be nothing where nothing is certain', async () => {
    const id = await surveyWith(collector, { metric: 'nps' }, given(12, 9, 3))
    expect(textOf(await get(`/console/surveys/${id}`))).toContain('Nothing stands out')
  })
})

describe('strings that mean something to HTML', () => {
  const hostile = `"><script>alert(1)</script>'\u202e&amp;<img src=x onerror=alert(1)>`

  it('stand on every page as they are', async () => {
    const id = await surveyWith(collector, { metric: 'nps', name: hostile, question: hostile })
    const paths = ['', '/edit', '/versions', '/install', '/preview']
    for (const path of [
      '/console',
      '/console/surveys',
      ...paths.map((path) => `/console/surveys/${id}${path}`),
    ]) {
      const { body } = await get(path)
      expect(body).not.toMatch(/<script>alert|<img src=x/)
    }
  })
})

describe('a page that does not exist', () => {
  it('is a page to whoever looks, and a problem document to programs', async () => {
    const looked = await send(`${collector.url}/nowhere`, { headers: { accept: 'text/html' } })
    expect([looked.status, looked.body]).toEqual([404, expect.stringContaining('This page does not exist')])
    expect((await send(`${collector.url}/nowhere`)).body).toMatchObject({ code: 'not-found' })
    const { status, body } = await get('/console/surveys/none/edit')
    expect([status, body]).toEqual([404, expect.stringContaining('This page does not exist')])
  })
})

it('serves its style sheet and scripts under names that change with them, to be kept', async () => {
  const { body } = await get('/console/surveys/demo/edit')
  const files = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, path]) => path)
  expect(files).toHaveLength(2)
  for (const path of files) {
    const { status, headers } = await get(path!)
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
  }
  expect((await get('/assets/manifest.json')).status).toBe(404)
})

it('signs in once by the link of the first start, and only where a person presses the button', async () => {
  const first = await startCollector({ SAYSO_ADMIN_KEY: undefined })
  const path = `/console/first/${first.onceToken}`
  const page = await send(first.url + path)
  expect([page.status, page.body]).toEqual([200, expect.stringContaining('signs in once')])
  const press = () =>
    send(first.url + path, {
      method: 'POST',
      headers: { origin: first.url, 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    })
  const { status, headers } = await press()
  expect([status, headers.get('location')]).toEqual([303, '/console'])
  const session = headers.get('set-cookie')!.split(';')[0]!
  const home = await send(`${first.url}/console`, { headers: { cookie: session } })
  expect(textOf(home)).toContain('Ask your first question')
  const again = await press()
  expect([again.status, again.body]).toEqual([401, expect.stringContaining('This link was used already')])
  const asCookie = { cookie: `sayso_session=${first.onceToken}` }
  expect((await send(`${first.url}/console`, { headers: asCookie })).body).toContain('name="key"')
  await first.close()
})
