import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, newResponse, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { answersOn, sendKey, signedInCookie, surveyWith } from '../support/reports.ts'

let collector: Collector
let cookie: string

beforeAll(async () => {
  collector = await startCollector()
  cookie = await signedInCookie(collector)
})
afterAll(() => collector?.close())

const get = (path: string): Promise<Answer> =>
  send(collector.url + path, { headers: { cookie }, redirect: 'manual' })

/** What a page says, without its tags. */
async function read(path: string): Promise<string> {
  const { body } = await get(path)
  return String(body)
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

const times = (count: number, rating: number) => Array.from({ length: count }, () => rating)

describe('people’s words', () => {
  it('are marked with the language the survey was shown in', async () => {
    const survey = await surveyWith(collector, { metric: 'nps' })
    const { body: form } = await send(`${collector.url}/s/${survey}?language=de`)
    const [, visit] = form.match(/name="visit" value="([^"]*)"/)
    const [, action] = form.match(/action="([^"]*)"/)
    const body = new URLSearchParams({ visit, rating: '9', comment: 'Sehr schnell' })
    expect((await send(collector.url + action, { method: 'POST', body })).status).toBe(200)
    expect((await get(`/console/surveys/${survey}`)).body).toMatch(/dir="auto" lang="de">Sehr schnell/)
  })
})

describe('signing in', () => {
  it('asks for the key and then shows the requested page', async () => {
    const survey = await surveyWith(collector, { metric: 'nps', name: 'Renewal' })
    const path = `/console/surveys/${survey}?interval=week&segment=plan%3Apro`
    const { status, body } = await send(collector.url + path)
    expect([status, body.includes('Renewal')]).toEqual([200, false])
    const back = body.match(/name="back" value="([^"]*)"/)[1].replaceAll('&amp;', '&')
    const wrong = await sendKey(collector, 'wrong', back)
    expect(wrong.status).toBe(401)
    expect(await wrong.text()).toMatch(/<input[^>]* aria-describedby="wrong" aria-invalid="true" autofocus>/)
    const answer = await sendKey(collector, collector.key, back)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, path])
  })

  it.each([
    'https://elsewhere.example/console/',
    '//elsewhere.example/console/x',
    '/\\elsewhere.example/console/x',
    '/console/../s/demo',
    '/s/demo',
    'javascript:alert(1)',
    '',
  ])('goes nowhere but the console, whatever the form says: %s', async (back) => {
    const answer = await sendKey(collector, collector.key, back)
    expect(answer.headers.get('location')).toBe('/console')
  })

  it('links from the list of surveys to their reports', async () => {
    const survey = await surveyWith(collector, { metric: 'nps', name: 'Listed' })
    const { body } = await get('/console')
    const link = body.match(new RegExp(`href="(/console/surveys/${survey}[^"]*)"[^>]*>Listed`))[1]
    expect((await get(link.replaceAll('&amp;', '&'))).status).toBe(200)
  })
})

describe('the address', () => {
  it('drops empty form fields, and joins the two dates to compare with', async () => {
    const path = '/console/surveys/demo'
    const { status, headers } = await get(
      `${path}?from=2026-01-01&to=&segment=&compare=custom&compareFrom=2025-01-01&compareTo=2025-02-01`,
    )
    expect(status).toBe(303)
    const tidy = `${path}?from=2026-01-01&compare=2025-01-01%2F2025-02-01`
    expect(headers.get('location')).toBe(tidy)
    expect((await get(tidy)).status).toBe(200)
  })

  it('counts the last days that were filled in, at the end of a month and of a year', async () => {
    const path = '/console/surveys/demo'
    const { headers } = await get(
      `${path}?from=2026-01-01&last=2026-02-28&compare=custom&compareFrom=2025-01-01&compareLast=2025-12-31`,
    )
    const tidy = `${path}?from=2026-01-01&compare=2025-01-01%2F2026-01-01&to=2026-03-01`
    expect(headers.get('location')).toBe(tidy)
    const { body } = await get(tidy)
    expect(body).toContain('name="last" value="2026-02-28"')
    expect(body).toContain('name="compareLast" value="2025-12-31"')
  })

  it.each([
    ['from=<b>x', 'from must be a date'],
    ['from=2026-02-01&to=2026-01-01', 'to must be later than from'],
    ['last=2026-99-99', 'to must be a date'],
    ['timezone=Mars/Olympus', 'timezone must be an IANA time zone'],
    ['segment=plan', 'segment must be property:value'],
    ['compare=custom', 'compare must be previous'],
    ['after=nonsense', 'cursor must be'],
  ])('%s is answered by a page that says what would be right', async (query, words) => {
    const path = `/console/surveys/demo?${query}`
    const first = await get(path)
    const { status, body } = first.status === 303 ? await get(first.headers.get('location')!) : first
    expect(status).toBe(422)
    expect(body).toMatch(new RegExp(`role="alert">[^<]*${words}`))
    expect(body).not.toContain('<b>')
  })

  it('of an unknown survey gets a page with 404', async () => {
    const { status, headers } = await get('/console/surveys/none')
    expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8'])
  })
})

describe('the score', () => {
  const since = '?from=2026-01-01&to=2026-02-01'

  it('is not invented when nobody answered', async () => {
    const survey = await surveyWith(collector, { metric: 'nps' })
    for (const query of ['', since]) {
      const text = await read(`/console/surveys/${survey}${query}`)
      expect(text).toContain('Nobody answered in this period.')
      expect(text).not.toMatch(/NPS 0|NaN|null|undefined|Infinity/)
    }
  })

  it('of CES always has both numbers, the primary one first', async () => {
    const answers = answersOn('2026-01-10', [7, 6, 6, 5, 2, 1, 7, 7, 4, 6])
    for (const primary of ['topBox', 'mean']) {
      const survey = await surveyWith(collector, { metric: 'ces', primary }, answers)
      const text = await read(`/console/surveys/${survey}`)
      expect(text).toMatch(/Found it easy \(CES\) 70\.0 %/)
      expect(text).toMatch(/Mean, 1 to 7, high is good 5\.10/)
    }
  })

  it('of CSAT has its mean beside it', async () => {
    const survey = await surveyWith(collector, { metric: 'csat' }, answersOn('2026-01-10', [5, 4, 4, 1]))
    const text = await read(`/console/surveys/${survey}`)
    expect(text).toContain('Satisfied (CSAT) 75.0 %')
    expect(text).toContain('Mean, 1 to 5, high is good 3.50')
  })

  const before = answersOn('2025-12-20', [...times(30, 9), ...times(70, 3)])
  it.each([
    ['Real change.', [...times(70, 9), ...times(30, 3)], 'it is 80 points higher now'],
    ['Real change.', times(40, 0), 'it is 60 points lower now'],
    ['No clear change.', [...times(32, 9), ...times(68, 3)], 'it is 4 points higher now'],
    ['No clear change.', [...times(30, 9), ...times(70, 3)], 'it is the same now'],
    ['Too few answers to compare.', times(9, 9), '9 answers now, 100 answers in the period compared with'],
  ])('changed: %s', async (verdict, ratings, words) => {
    const answers = [...before, ...answersOn('2026-01-20', ratings)]
    const survey = await surveyWith(collector, { metric: 'nps' }, answers)
    const text = await read(`/console/surveys/${survey}${since}`)
    expect(text).toContain(verdict)
    expect(text).toContain(words)
    expect(await read(`/console/surveys/${survey}${since}&compare=none`)).toContain('Not compared.')
  })
})

describe('segments', () => {
  it('show only counts below ten answers, a flag below thirty, and the rest together', async () => {
    const sizes = [40, 29, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    const values = sizes.flatMap((size, place) => times(size, place)).map((place) => `v${place}`)
    const answers = answersOn(
      '2026-01-10',
      values.map((_, place) => (place % 3 === 0 ? 9 : 5)),
      (place) => ({ properties: { team: values[place] } }),
    )
    const survey = await surveyWith(collector, { metric: 'nps' }, answers)
    const text = await read(`/console/surveys/${survey}`)
    expect(text).toMatch(/v0 40 −?\d+ −?\d+ to −?\d+ no clear difference v1/)
    expect(text).toMatch(/v1 29 −?\d+ −?\d+ to −?\d+ [^v]+ few answers v2/)
    expect(text).toContain('v3 9 – too few for a score v4')
    expect(text).toContain('2 other values 3 – too few for a score')
  })

  it('names the properties that have too many values', async () => {
    const answers = answersOn('2026-01-10', times(450, 9), (place) => ({
      properties: Object.fromEntries([
        ...Array.from({ length: 49 }, (_, id) => [`<i>${id}`, `v${place}`]),
        ['plan', 'pro'],
      ]),
    }))
    const path = `/console/surveys/${await surveyWith(collector, { metric: 'nps' }, answers)}`
    expect(await read(path)).toMatch(
      /plan .* pro 450 .* Not compared, having too many values: &lt;i&gt;0 ?, /,
    )
  })
})

describe('comments', () => {
  const names = ['plan', 'a.b', 'a"b', "o'k", '$[0]', 'a:b\\c', 'naïve ключ']
  const answers = answersOn(
    '2026-01-10',
    Array.from({ length: 50 }, (_, place) => place % 11),
    (place) => ({
      comment: `comment ${place}.`,
      properties: { [names[place % names.length]!]: place % 2 === 0 ? 'x:y' : place % 4 === 1, n: place },
    }),
  )
  const said = (body: string) => [...body.matchAll(/comment (\d+)\./g)].map(([, place]) => Number(place))
  let path: string

  beforeAll(async () => {
    path = `/console/surveys/${await surveyWith(collector, { metric: 'nps' }, answers)}`
  })

  it('are paged, newest first, each once', async () => {
    const seen: number[] = []
    let next: string | undefined = path
    while (next) {
      const { body }: Answer = await get(next)
      seen.push(...said(body))
      next = body.match(/href="([^"]+)" rel="next"/)?.[1].replaceAll('&amp;', '&')
    }
    expect(seen).toEqual(Array.from({ length: 50 }, (_, place) => 49 - place))
  })

  it.each([
    ['positive', [9, 10]],
    ['neutral', [7, 8]],
    ['negative', [0, 1, 2, 3, 4, 5, 6]],
  ])('of the band %s are those with its ratings', async (band, ratings) => {
    const places = said((await get(`${path}?band=${band}&from=2026-01-10`)).body)
    expect(places.length).toBeGreaterThan(0)
    expect([...new Set(places.map((place) => place % 11))].sort((a, b) => a - b)).toEqual(ratings)
  })

  it.each(names.map((name, place) => [name, place] as const))(
    'of a segment are found by its link, whatever its name: %s',
    async (_, place) => {
      const { body } = await get(path)
      const links = [...body.matchAll(/href="([^"]+)"><bdi>x:y</g)].map(([, link]) =>
        link.replaceAll('&amp;', '&'),
      )
      expect(links).toHaveLength(names.length)
      const found = await Promise.all(links.map(async (link) => said((await get(link)).body)))
      const wanted = answers.map((_, at) => at).filter((at) => at % names.length === place && at % 2 === 0)
      expect(found).toContainEqual(wanted.reverse())
    },
  )

  it('of a segment of numbers or booleans are found too', async () => {
    expect(said((await get(`${path}?segment=n:17`)).body)).toEqual([17])
    expect(said((await get(`${path}?segment=plan:true`)).body)).toEqual([49, 21])
    expect(said((await get(`${path}?segment=plan:false`)).body)).toEqual([35, 7])
  })

  it('are those of signed answers alone, or of the others, where the report is', async () => {
    const survey = await surveyWith(collector, { metric: 'nps' }, answers.slice(0, 3))
    const unsigned = newResponse(survey, { rating: 9, comment: 'comment 77.' })
    const sent = await send(`${collector.url}/v1/public/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(unsigned),
    })
    expect(sent.status).toBe(201)
    const comments = async (query: string) => said((await get(`/console/surveys/${survey}${query}`)).body)
    expect(await comments('')).toEqual([77, 2, 1, 0])
    expect(await comments('?verified=true')).toEqual([2, 1, 0])
    expect(await comments('?verified=false')).toEqual([77])
  })
})

describe('its numbers link to the answers they count', () => {
  const inPeriod = 'from=2026-01-01&to=2026-02-01'
  let path: string
  let body: string

  beforeAll(async () => {
    const plans = ['pro', 'free', 'a:b'] as const
    const answers = answersOn('2026-01-10', [...times(12, 9), ...times(9, 7), ...times(15, 2)], (place) => ({
      comment: `comment ${place}`,
      properties: { plan: plans[place % 3]! },
    }))
    const before = answersOn('2025-12-10', times(11, 9), () => ({ properties: { plan: 'pro' } }))
    path = `/console/surveys/${await surveyWith(collector, { metric: 'nps' }, [...before, ...answers])}`
    body = (await get(`${path}?${inPeriod}`)).body
  })

  const linksIn = (text: string) =>
    [...text.matchAll(/<a href="([^"]*\/answers\?[^"]*)">([\d,]+)<\/a>/g)].map(
      ([, href, n]) => [href!.replaceAll('&amp;', '&'), n!] as const,
    )

  it('by band, by channel and by group', async () => {
    const links = linksIn(body)
    expect(links.map(([, n]) => n)).toEqual(['12', '9', '15', '36', '12', '12', '12'])
    for (const [href, n] of links) {
      expect(href).toContain(inPeriod)
      expect(await read(href)).toMatch(new RegExp(`\\b${n}(?: of 36)? answers: `))
    }
  })

  it('but not when only one answer of each person counts, of which there is no list', async () => {
    expect(linksIn((await get(`${path}?${inPeriod}&count=latest`)).body)).toEqual([])
  })

  it('and each comment to its answer, all of them to their list', async () => {
    const { body } = await get(`${path}?${inPeriod}&segment=plan:pro&band=negative`)
    const [, answer] = body.match(/href="([^"]*\/answers\/[^"?]+\?[^"]*)"><time/)
    expect(await read(answer.replaceAll('&amp;', '&'))).toContain('comment 33')
    const [, list] = body.match(/href="([^"]*)">See them in Answers/)
    expect(await read(list.replaceAll('&amp;', '&'))).toMatch(/\b5 of 36 answers: detractors on plan pro/)
  })

  it('and another survey is opened for the same period, without what only this one has', async () => {
    const { body } = await get(`${path}?${inPeriod}&segment=plan:pro&theme=x`)
    expect(body).toContain(`href="/console/surveys/demo?${inPeriod.replace('&', '&amp;')}"`)
  })
})

it('has neither inline scripts nor style attributes, which its policy forbids', async () => {
  const answers = answersOn('2026-01-10', times(12, 9), () => ({ comment: 'good', properties: { a: 'b' } }))
  const survey = await surveyWith(collector, { metric: 'nps' }, answers)
  const { body, headers } = await get(`/console/surveys/${survey}`)
  expect(body).not.toMatch(/<script(?! type="module" src=)|\sstyle=|\son\w+=/)
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
})
