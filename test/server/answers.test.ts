import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expressionOf } from '../../server/storage/answers/match.ts'
import { searchFor, termsOf, wordsOf } from '../../server/storage/answers/terms.ts'
import { bandOf } from '../../shared/scale.ts'
import { scaleOf } from '../../shared/survey.ts'
import { type Client, clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { anyOf, fc } from '../support/seeded.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector.close())

/** What an answer of these tests says. */
interface Said {
  readonly survey: string
  readonly metric: 'nps' | 'csat'
  readonly rating: number
  readonly comment: string | null
  readonly contact: boolean
  readonly plan: string
  readonly country: string
  readonly test: boolean
  readonly id: string
}

const plans = ['pro', 'free', "x'); --", 'a:b "c"', 'ключ']
const countries = ['DE', 'JP', '*']
const comments = [
  null,
  'The export is slow',
  'très déçu par l’export',
  '書き出しが遅い',
  'slowly "AND" NOT (better)',
]
const words = [
  'export',
  'EXPORT ',
  'slow',
  'slow ',
  'decu',
  'déçu',
  '遅い',
  '書き',
  '書',
  'and not',
  '"',
  'ada@',
  'nothing',
]

async function randomAnswers(): Promise<Said[]> {
  const surveys = await Promise.all(
    (['nps', 'nps', 'csat'] as const).map(async (metric) => ({
      metric,
      survey: (await client.post('/v1/surveys', { metric })).body.id as string,
    })),
  )
  const said: Said[] = []
  for (let place = 0; place < 120; place += 1) {
    const { survey, metric } = anyOf(surveys)
    const answer = newResponse(survey, {})
    const one: Said = {
      ...{
        survey,
        metric,
        id: answer.id,
        rating: metric === 'nps' ? anyOf([0, 6, 7, 9, 10]) : anyOf([1, 3, 5]),
      },
      ...{ comment: anyOf(comments), contact: anyOf([true, false]), test: place % 15 === 0 },
      ...{ plan: anyOf(plans), country: anyOf(countries) },
    }
    const saved = await client.publicly('/v1/public/responses', {
      ...answer,
      ...{ rating: one.rating, contact: one.contact, test: one.test },
      ...(one.comment !== null && { comment: one.comment }),
      properties: { plan: one.plan, country: one.country },
    })
    expect(saved.status).toBe(201)
    said.push(one)
  }
  return said
}

/** The filter, the slow way. */
function fits(said: Said, asked: Readonly<Record<string, string>>): boolean {
  const scale =
    scaleOf(said.metric, said.metric === 'nps' ? '0-10' : '1-5') ??
    scaleOf(said.metric, defaultScale[said.metric])!
  const isOpen = said.comment !== null || said.contact
  const state = asked.state ?? 'counted'
  return (
    (asked.survey === undefined || asked.survey === said.survey) &&
    (asked.plan === undefined || asked.plan === said.plan) &&
    (asked.country === undefined || asked.country === said.country) &&
    (asked.band === undefined || bandOf(scale, said.rating) === asked.band) &&
    (asked.contact === undefined || String(said.contact) === asked.contact) &&
    (asked.text === undefined || holds(said.comment ?? '', asked.text)) &&
    (state === 'test' ? said.test : !said.test && (state === 'counted' || (state === 'open' && isOpen)))
  )
}
const defaultScale = { nps: 'nps', csat: 'csat-5' } as const

/** Every word of the text is a word of the comment; the last may begin one; Japanese is looked for anywhere. */
function holds(comment: string, text: string): boolean {
  const said = wordsOf(comment)
  const asked = wordsOf(text)
  return asked.every((word, place) => {
    if (/[\u3040-\u9fff]/.test(word)) return comment.includes(word)
    const isBeginning = place === asked.length - 1 && /[\p{L}\p{N}]$/u.test(text) && word.length >= 3
    return said.some((each) => each === word || (isBeginning && each.startsWith(word)))
  })
}

const queryOf = ({ plan, country, ...rest }: Readonly<Record<string, string>>) => {
  const query = new URLSearchParams(rest)
  if (plan !== undefined) query.append('segment', `plan:${plan}`)
  if (country !== undefined) query.append('segment', `country:${country}`)
  return query
}

describe('the filter of answers', () => {
  it('finds what reading every answer finds, however it is combined', async () => {
    const said = await randomAnswers()
    const known = new Set(said.map(({ id }) => id))
    const surveys = [...new Set(said.map(({ survey }) => survey))]
    const filters = fc.record(
      {
        survey: fc.constantFrom(...surveys),
        plan: fc.constantFrom(...plans),
        country: fc.constantFrom(...countries),
        band: fc.constantFrom('positive', 'neutral', 'negative'),
        contact: fc.constantFrom('true', 'false'),
        text: fc.constantFrom(...words.filter((word) => wordsOf(word).length > 0)),
        state: fc.constantFrom('open', 'test', 'done', 'counted'),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(filters, async (asked) => {
        const given = asked as Record<string, string>
        const expected = said.filter((each) => fits(each, given)).map(({ id }) => id)
        const query = queryOf(given)
        const { body } = await client.get(`/v1/answers?limit=1000&${query}`)
        const found = (body.items as { id: string }[]).map(({ id }) => id).filter((id) => known.has(id))
        expect(found.toSorted()).toEqual(expected.toSorted())
        expect(body.n).toBe(body.items.length)
        expect(body.of).toBeGreaterThanOrEqual(given.state === 'test' ? 0 : body.n)
      }),
      { numRuns: 150 },
    )
  })

  it('finds them by the origin of their page, in any case', async () => {
    const survey = (await client.post('/v1/surveys', { metric: 'nps' })).body.id
    const origin = 'https://shop.example'
    const saved = await client.publicly('/v1/public/responses', newResponse(survey), { origin })
    expect(saved.status).toBe(201)
    const found = async (from: string) =>
      (await client.get(`/v1/answers?survey=${survey}&origin=${encodeURIComponent(from)}`)).body.n
    expect(await found('https://Shop.example')).toBe(1)
    expect(await found('https://other.example')).toBe(0)
  })

  it('pages through all of them once, newest first', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await client.get(`/v1/answers?limit=7${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      cursor = body.nextCursor
    }
    const whole = (await client.get('/v1/answers?limit=1000')).body
    expect(seen).toEqual(whole.items.map(({ id }: { id: string }) => id))
    expect(new Set(seen).size).toBe(whole.n)
    const times = whole.items.map(({ answeredAt }: { answeredAt: string }) => answeredAt)
    expect(times).toEqual(times.toSorted().reverse())
  })

  it('gives a table of exactly what is filtered', async () => {
    const query = queryOf({ plan: 'pro', band: 'negative' })
    const table = await client.get(`/v1/answers?${query}`, { accept: 'text/csv' })
    const { n } = (await client.get(`/v1/answers?${query}`)).body
    expect(table.body.trim().split('\n')).toHaveLength(n + 1)
  })

  it.each([
    ['survey=nobody', 404],
    ['segment=plan', 422],
    ['cursor=x', 422],
    ['text=%22', 422],
    ['from=2026-02-01&to=2026-01-01', 422],
    ['timezone=Nowhere/Else', 422],
  ])('refuses %s', async (query, status) => {
    expect((await client.get(`/v1/answers?${query}`)).status).toBe(status)
  })
})

it('nobody can write words that pass for a facet', () => {
  const terms = termsOf({
    ...{
      workspaceId: 'w',
      surveyId: 's',
      rating: 1,
      comment: 'fk77 fw77 fr9 xx',
      choices: [],
      contact: false,
    },
    ...{ respondent: [], verified: false, properties: [], channel: 'widget', origin: null, state: 'test' },
    ...{ ruling: null, heldReason: null, followUp: null },
  } as const).split(' ')
  expect(terms.filter((term) => term.startsWith('f')).toSorted()).toEqual([
    'fc776964676574',
    'fcommented0',
    'fr1',
    'fs73',
    'ft74657374',
    'fv0',
    'fw77',
  ])
  expect(searchFor('a" OR fw77').map(expressionOf)).toEqual(['"xa"', '"xor"', '"xfw77" *'])
})

describe('what is done about an answer', () => {
  const save = async (more: Record<string, unknown>) => {
    const answer = newResponse('demo', more)
    await client.publicly('/v1/public/responses', answer)
    return `/v1/surveys/demo/responses/${answer.id}`
  }
  const stateOf = async (path: string) => (await client.get(`${path}/follow-up`)).body.state

  it('begins as open where there is something to read or somebody to answer', async () => {
    expect(await stateOf(await save({ comment: 'why' }))).toBe('open')
    expect(await stateOf(await save({ contact: true, respondent: { email: 'a@example.com' } }))).toBe('open')
    expect(await stateOf(await save({}))).toBeNull()
  })

  it('keeps state, owner and note, and finds the answer by its state', async () => {
    const path = await save({ comment: 'uniquely slow' })
    const changed = await client.patch(`${path}/follow-up`, { state: 'in-hand', note: 'Asked Mara' })
    expect(changed.body).toMatchObject({ state: 'in-hand', owner: '', note: 'Asked Mara' })
    expect((await client.patch(`${path}/follow-up`, { owner: 'Mara' })).body).toMatchObject({
      ...{ state: 'in-hand', owner: 'Mara', note: 'Asked Mara' },
    })
    const found = async (state: string) =>
      (await client.get(`/v1/answers?state=${state}&text=uniquely`)).body.n
    expect([await found('open'), await found('in-hand'), await found('done')]).toEqual([0, 1, 0])
    await client.patch(`${path}/follow-up`, { state: 'done' })
    expect([await found('open'), await found('in-hand'), await found('done')]).toEqual([0, 0, 1])
  })

  it('refuses a state that does not exist', async () => {
    const path = await save({ comment: 'x' })
    expect((await client.patch(`${path}/follow-up`, { state: 'closed' })).status).toBe(422)
    expect((await client.patch('/v1/surveys/demo/responses/none/follow-up', { state: 'done' })).status).toBe(
      404,
    )
  })
})

it('an erased answer leaves no byte of its words, its note or its owner in the files', async () => {
  const { mkdtemp, rm } = await import('node:fs/promises')
  const { tmpdir } = await import('node:os')
  const { join } = await import('node:path')
  const folder = await mkdtemp(join(tmpdir(), 'sayso-answers-'))
  const path = join(folder, 'sayso.db')
  const own = await startCollector({ DATABASE_URL: `file:${path}` })
  const caller = clientOf(own)
  const foundIn = (words: string) =>
    [path, `${path}-wal`]
      .filter((file) => existsSync(file))
      .reduce(
        (sum, file) => sum + readFileSync(file).toString('latin1').toLowerCase().split(words).length - 1,
        0,
      )
  for (let place = 0; place < 60; place += 1) {
    const isOne = place % 10 === 0
    const answer = newResponse('demo', {
      respondent: isOne ? { id: 'dulcinea', name: 'Quixotic' } : { id: `p${place}` },
      comment: isOne ? `rocinante gallops ${'and gallops '.repeat(place)}` : `other words ${place}`,
    })
    await caller.publicly('/v1/public/responses', answer)
    if (isOne)
      await caller.patch(`/v1/surveys/demo/responses/${answer.id}/follow-up`, {
        note: 'windmills',
        owner: 'sancho',
      })
    if (place % 7 === 0) expect((await caller.get('/v1/answers?text=words')).body.isCurrent).toBe(true)
  }
  expect((await caller.get('/v1/answers?text=rocinante')).body.n).toBe(6)
  const words = ['rocinante', 'quixotic', 'dulcinea', 'windmills', 'sancho']
  for (const word of words) expect(foundIn(word)).toBeGreaterThan(0)
  await caller.erase('/v1/respondents/dulcinea')
  expect(words.map(foundIn)).toEqual([0, 0, 0, 0, 0])
  expect((await caller.get('/v1/answers?text=rocinante')).body.n).toBe(0)
  expect((await caller.get('/v1/answers?text=words')).body.n).toBe(54)
  await own.close()
  await rm(folder, { recursive: true })
})
