import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { importText, many, runSayso, type Stored, storedAnswers } from '../support/importing.ts'

let collector: Collector
let client: Client

beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector.close())

async function newSurvey(given: Record<string, unknown> = { metric: 'nps' }): Promise<string> {
  return (await client.post('/v1/surveys', { name: 'Imports', ...given })).body.id
}

const stored = (survey: string) => storedAnswers(client, survey)
const ratings = async (survey: string) => (await stored(survey)).map(({ rating }) => rating)
const report = async (survey: string) =>
  (await client.get(`/v1/surveys/${survey}/report?interval=month`)).body

describe('an import', () => {
  const file = 'id,score,why,date\n1,9,fast,2025-01-02\n2,3,slow,2025-02-03\n3,10,,2025-03-04\n'

  it('has an id and a mapping, and is taken back whole with counts', async () => {
    const survey = await newSurvey()
    await client.publicly('/v1/public/responses', {
      ...{
        surveyId: survey,
        id: 'own',
        writeKey: crypto.randomUUID(),
        revision: 1,
        rating: 8,
        comment: 'mine',
      },
    })
    const before = await report(survey)
    const { out, code } = await importText(collector, survey, file)
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('3 rows read: 3 added, 0 already there, 0 refused'),
    ])
    const [listed] = (await client.get(`/v1/surveys/${survey}/imports`)).body.items
    expect(listed).toMatchObject({ file: 'answers.csv', answers: 3, state: 'done', edition: 1 })
    expect(listed.mapping).toMatchObject({ rating: 'score', comment: 'why', answeredAt: 'date', id: 'id' })
    const named = ['imports', 'take-back', listed.id, '--survey', survey]
    expect((await runSayso(collector, ...named)).out).toContain('would remove 3 answers')
    expect(await ratings(survey)).toHaveLength(4)
    expect((await runSayso(collector, ...named, '--yes')).out).toContain('3 answers removed')
    expect({ ...(await report(survey)), madeAt: 0 }).toEqual({ ...before, madeAt: 0 })
    expect((await client.get(`/v1/surveys/${survey}/counts`)).body.differences).toBe(0)
    expect((await runSayso(collector, 'imports', '--survey', survey)).out).toMatch(/taken back +0/)
    // What was taken back can be brought again.
    expect((await importText(collector, survey, file)).out).toContain('3 added')
  })

  it('is corrected by importing the same file by another mapping, under any name', async () => {
    const [right, wrong] = [await newSurvey(), await newSurvey()]
    const args = ['--map', 'id=id', '--property', 'why']
    await importText(collector, right, file, ...args)
    await importText(collector, wrong, file, '--no-date', '--map', 'comment=date')
    const { out } = await importText(collector, wrong, file, ...args)
    expect(out).toContain('by another mapping: what it brought is replaced')
    expect(out).toContain('0 added, 0 already there, 0 refused; 3 replaced')
    const { items } = (await client.get(`/v1/surveys/${wrong}/imports`)).body
    expect(items).toMatchObject([{ edition: 2, answers: 3 }])
    const known = async (survey: string) =>
      (await stored(survey)).map(({ id, rating, comment, answeredAt, properties }) => [
        ...[id, rating, comment, answeredAt, properties],
      ])
    expect(await known(wrong)).toEqual(await known(right))
    expect((await report(wrong)).trend).toEqual((await report(right)).trend)
    // A mapping that brings other ids removes those of the one before.
    await importText(collector, wrong, file, '--no-id')
    expect(await ratings(wrong)).toEqual([9, 3, 10])
    expect((await client.get(`/v1/surveys/${wrong}/counts`)).body.differences).toBe(0)
  })

  it('is checked and not stored in a dry run, and by the API', async () => {
    const survey = await newSurvey()
    const { out } = await importText(collector, survey, file, '--dry-run')
    expect(out).toContain('"rating":9,"comment":"fast","answeredAt":"2025-01-02T00:00:00.000Z"')
    expect(out).toContain('3 added, 0 already there, 0 refused; nothing is stored yet')
    expect(await stored(survey)).toEqual([])
    expect((await client.get(`/v1/surveys/${survey}/imports`)).body.items).toEqual([])
  })
})

describe('the themes of an import', () => {
  const file = `id,score,first,second,date\n${many(30, (at) => `${at},${at % 11},${['too expensive', 'great support', ''][at % 3]},${['slow app', ''][at % 2]},2025-0${1 + (at % 3)}-04`)}\n`
  const themes = async (survey: string) => {
    const { body } = await client.get(`/v1/surveys/${survey}/themes`)
    // What is left to be read in the background is nothing that is shown.
    return { ...body, survey: null, madeAt: null, progress: null }
  }

  it('go with it, and are after a correction what they had been by the right mapping', async () => {
    const [right, wrong] = [await newSurvey(), await newSurvey()]
    for (const survey of [right, wrong])
      await importText(collector, survey, 'score,why,date\n8,slow,2025-01-01\n')
    const before = await themes(wrong)
    const args = ['--map', 'comment=second']
    await importText(collector, right, file, ...args)
    await importText(collector, wrong, file, '--map', 'comment=first')
    expect(await themes(wrong)).not.toEqual(await themes(right))
    await importText(collector, wrong, file, ...args)
    const corrected = await themes(wrong)
    expect(corrected).toEqual(await themes(right))
    expect(JSON.stringify(corrected)).toContain('slow')
    const [{ id }] = (await client.get(`/v1/surveys/${wrong}/imports`)).body.items
    await runSayso(collector, 'imports', 'take-back', id, '--survey', wrong, '--yes')
    expect(await themes(wrong)).toEqual(before)
    expect((await client.get(`/v1/surveys/${wrong}/counts`)).body.differences).toBe(0)
  })
})

describe('an export of ours', () => {
  it('gives the same report, with tests and held answers where they were', async () => {
    const [from, to] = [await newSurvey(), await newSurvey()]
    for (const [at, rating] of [9, 3, 10, 8, 0].entries())
      await client.publicly('/v1/public/responses', {
        ...{ surveyId: from, id: `a${at}`, writeKey: crypto.randomUUID(), revision: 1, rating },
        ...{ comment: `said ${at}`, choices: ['price'], test: at === 4, language: 'de' },
        ...{
          respondent: { id: `u${at}`, email: `u${at}@example.com` },
          properties: { plan: 'pro', seats: at },
        },
      })
    await client.post(`/v1/surveys/${from}/responses/drop`, { ids: ['a1'] })
    const { body } = await client.get(`/v1/surveys/${from}/responses`)
    const lines = body.items.map((item: unknown) => JSON.stringify(item)).join('\n')
    expect(await importText(collector, to, lines)).toMatchObject({ code: 0, err: '' })
    const untimed = ({ updatedAt: _, revision: __, ...answer }: Record<string, unknown>) => answer
    const again = (await client.get(`/v1/surveys/${to}/responses`)).body.items
    expect(again.map(untimed)).toEqual(body.items.map(untimed))
    const scores = async (survey: string) => {
      const { score, n, distribution, leftOut, segments } = await report(survey)
      return { score, n, distribution, leftOut, segments }
    }
    expect(await scores(to)).toEqual(await scores(from))
    // The table says the same, but for versions and why something is held.
    const table = await newSurvey()
    const csv = (await client.get(`/v1/surveys/${from}/responses.csv`)).body
    expect(await importText(collector, table, csv)).toMatchObject({ code: 0, err: '' })
    const told = ({
      updatedAt: _,
      revision: __,
      heldReason: ___,
      ruling,
      verifiedFields: ____,
      ...answer
    }: Stored & Record<string, unknown>) => ({ ...answer, ruling })
    const fromTable = (await client.get(`/v1/surveys/${table}/responses`)).body.items
    expect(fromTable.map(told)).toEqual(body.items.map(told))
    expect(await scores(table)).toEqual({ ...(await scores(from)), leftOut: expect.anything() })
    // Into the survey it came from it brings nothing.
    expect((await importText(collector, from, lines)).out).toContain('0 added, 5 already there, 0 refused')
  })
})

it('stores the rows of a file without their themes, and has read them all when it is done', async () => {
  const survey = await newSurvey()
  const path = `/v1/surveys/${survey}`
  const begun = await client.post(`${path}/imports`, { file: 'a.csv', hash: 'a', mapping: {} })
  const { id } = begun.body
  const rows = Array.from({ length: 500 }, (_, at) =>
    JSON.stringify({
      id: `r${at}`,
      rating: at % 11,
      comment: 'too expensive',
      answeredAt: '2025-01-02T10:00:00Z',
    }),
  )
  await fetch(`${collector.url}${path}/import?import=${id}`, {
    ...{ method: 'POST', body: rows.join('\n') },
    headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' },
  })
  const found = async () => (await client.get(`${path}/responses/r7/themes`)).body.themes
  expect([(await report(survey)).n, await found()]).toEqual([500, []])
  await client.post(`${path}/imports/${id}/finish`, { read: 500, refused: 0 })
  expect(await found()).not.toEqual([])
  const { n, coverage } = (await client.get(`${path}/themes`)).body
  expect([n, coverage.count]).toEqual([500, 500])
})

describe('an export with what people made of answers', () => {
  const settled = async (survey: string, id: string) => {
    for (let times = 0; times < 100; times += 1) {
      const { body } = await client.get(`/v1/surveys/${survey}/responses/${id}/themes`)
      if (body.themes.length > 0) return body
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('no themes were found')
  }
  const answer = (id: string, comment?: string) => ({
    ...{ id, rating: 3, answeredAt: '2025-01-02T10:00:00Z' },
    ...(comment && { comment }),
  })
  const exported = async (survey: string) =>
    (await client.get(`/v1/surveys/${survey}/responses.ndjson`)).body as string

  it('brings themes by hand and follow-ups, and leaves those that were made since', async () => {
    const [from, to] = [await newSurvey(), await newSurvey()]
    const lines = [answer('a', 'too expensive'), answer('b', 'slow app'), answer('c')]
    await importText(collector, from, lines.map((line) => JSON.stringify(line)).join('\n'))
    const known = (await client.get(`/v1/surveys/${from}/codebook`)).body.codebook.themes
    const [mine, other] = Object.keys(known)
    await client.put(`/v1/surveys/${from}/responses/a/themes`, { themes: [mine] })
    await client.patch(`/v1/surveys/${from}/responses/c/follow-up`, {
      note: 'called',
      state: 'done',
      owner: 'Amy',
    })
    const text = await exported(from)
    expect(text).toContain(`"tags":["${mine}"]`)
    expect(await importText(collector, to, text)).toMatchObject({ code: 0, err: '' })
    const untimed = (all: string) => all.replaceAll(/"(updatedAt|revision|surveyVersion)":[^,}]+/g, '')
    expect(untimed(await exported(to))).toBe(untimed(text))
    expect(await settled(to, 'a')).toEqual(await settled(from, 'a'))
    expect(await settled(to, 'b')).toMatchObject({ byHand: false })
    const report = async (survey: string) => {
      const { themes, n, coverage } = (await client.get(`/v1/surveys/${survey}/themes`)).body
      return { themes, n, coverage }
    }
    expect(await report(to)).toEqual(await report(from))

    await client.put(`/v1/surveys/${to}/responses/a/themes`, { themes: [other] })
    await client.patch(`/v1/surveys/${to}/responses/c/follow-up`, { note: 'again' })
    expect((await importText(collector, to, text)).out).toContain('0 added, 3 already there')
    expect(await exported(to)).toContain(`"tags":["${other}"]`)
    expect(await exported(to)).toContain('"note":"again"')
  })

  it('is refused by the line of a theme that the codebook has not, and of one that nothing was said for', async () => {
    const survey = await newSurvey()
    const lines = [
      { ...answer('a', 'fine'), tags: ['No such theme'] },
      { ...answer('b'), tags: [] },
    ]
    const { err } = await importText(collector, survey, lines.map((line) => JSON.stringify(line)).join('\n'))
    expect(err).toContain("line 1: tags.0 must be a theme of the survey's codebook")
    expect(err).toContain('line 2: tags must be left out where neither a comment nor a reason is given')
    expect(await stored(survey)).toEqual([])
  })

  it('tags answers that a program adds, whose themes are found after', async () => {
    const survey = await newSurvey()
    const [theme] = Object.keys((await client.get(`/v1/surveys/${survey}/codebook`)).body.codebook.themes)
    const sent = (line: object) =>
      fetch(`${collector.url}/v1/surveys/${survey}/import`, {
        ...{ method: 'POST', body: JSON.stringify(line) },
        headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' },
      })
    await sent(answer('a', 'nothing that rules find'))
    await sent({ ...answer('a', 'nothing that rules find'), tags: [theme] })
    expect(await settled(survey, 'a')).toMatchObject({ byHand: true, themes: [{ theme }] })
    expect((await client.get(`/v1/surveys/${survey}/counts`)).body.differences).toBe(0)
  })
})

describe('an id that is stored with another answer', () => {
  const first = 'Id,Score,Date\n1,9,2025-01-02\n2,10,2025-01-03\n'
  const second = 'Id,Score,Date\n1,2,2025-04-02\n2,10,2025-01-03\n3,1,2025-04-04\n'

  it('is refused by its line, and the rest is added', async () => {
    const survey = await newSurvey()
    await importText(collector, survey, first)
    const { code, out, err } = await importText(collector, survey, second)
    expect([code, out]).toEqual([1, expect.stringContaining('1 added, 1 already there, 0 refused')])
    expect(err).toContain('line 2: id «1» is stored with another answer')
    expect(await ratings(survey)).toEqual([9, 10, 1])
  })

  it('is replaced with --on-conflict update, and kept beside with new, however often', async () => {
    const [updated, both] = [await newSurvey(), await newSurvey()]
    for (const survey of [updated, both]) await importText(collector, survey, first)
    await importText(collector, updated, second, '--on-conflict', 'update')
    expect(await ratings(updated)).toEqual([10, 2, 1])
    for (let times = 0; times < 2; times += 1)
      expect((await importText(collector, both, second, '--on-conflict', 'new')).code).toBe(0)
    expect(await ratings(both)).toEqual([9, 10, 2, 1])
    for (const survey of [updated, both])
      expect((await client.get(`/v1/surveys/${survey}/counts`)).body.differences).toBe(0)
  })

  it('within one file stops it, as one cut by a spreadsheet does, until --no-id', async () => {
    const survey = await newSurvey()
    const repeated = 'Response ID,Score,Date\n7,9,2025-01-02\n7,2,2025-01-03\n'
    const { code, err } = await importText(collector, survey, repeated)
    expect([code, err]).toEqual([2, expect.stringContaining('the same id in lines 2 and 3')])
    const cut = 'Response ID,Score,Date\n1.2E+11,9,2025-01-02\n'
    expect((await importText(collector, survey, cut)).err).toContain(
      'were cut by a spreadsheet, as line 2 shows',
    )
    expect(await stored(survey)).toEqual([])
    await importText(collector, survey, repeated, '--no-id')
    expect(await ratings(survey)).toEqual([9, 2])
  })
})

describe('rows without ids', () => {
  it('are known by what they hold, in whatever file', async () => {
    const survey = await newSurvey()
    await importText(collector, survey, 'score,date\n9,2025-01-05\n3,2025-01-20\n')
    await importText(collector, survey, 'score,date\n9,2025-01-05\n3,2025-01-20\n10,2025-02-05\n')
    expect(await ratings(survey)).toEqual([9, 3, 10])
  })

  it('and without dates are told apart by their file', async () => {
    const survey = await newSurvey()
    for (const rows of ['9\n9\n3\n', '9\n3\n', '9\n3\n'])
      await importText(collector, survey, `score,\n${rows.replaceAll('\n', ',\n')}`)
    expect((await ratings(survey)).toSorted()).toEqual([3, 3, 9, 9, 9])
  })
})
