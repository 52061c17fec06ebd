import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { standBefore, type Unreliable } from '../../faults/unreliable.ts'
import { newResponse } from '../../support/client.ts'
import { adminKey } from '../../support/collector.ts'
import { type Edge, keyed, newIsolate, saving } from '../../support/edge.ts'
import { startSqld } from '../../support/sqld.ts'

let sqld: Awaited<ReturnType<typeof startSqld>>
let proxy: Unreliable
let edge: Edge
let cookie: string
beforeAll(async () => {
  sqld = await startSqld()
  proxy = await standBefore(sqld.url)
  edge = await newIsolate({ DATABASE_URL: proxy.url })
  for (let i = 0; i < 40; i += 4)
    await Promise.all([0, 1, 2, 3].map((j) => edge.ask('/v1/public/responses', saving(answer(i + j)))))
  await edge.ask('/v1/public/views', saving({ surveyId: 'demo', id: crypto.randomUUID() }))
  await edge.tick()
  const form = { method: 'POST', body: new URLSearchParams({ key: adminKey }) }
  const { headers } = await edge.ask('/console/sign-in', {
    ...form,
    headers: { origin: 'https://sayso.example' },
  })
  cookie = headers.get('set-cookie')!.split(';')[0]!
}, 60_000)
afterAll(async () => {
  vi.restoreAllMocks()
  await proxy.close()
  await sqld.close()
})

/** Many with little to say, of people who are known in different ways. */
const answer = (i: number) =>
  newResponse('demo', {
    rating: i % 11,
    comment: i % 2 ? 'the price is too high and support is slow' : 'easy to use, great design',
    properties: { plan: i % 3 ? 'pro' : 'free', country: ['de', 'fr', 'jp'][i % 3] },
    respondent: i % 2 ? { email: `p${i % 7}@acme.example` } : { id: `u${i % 9}` },
  })

/**
 * What a path answers on an isolate that has served it once, and after how many turns of calls. A machine that stalls
 * between two calls makes two turns of one, so more than `most` are counted again.
 */
async function turnsOf(path: string, init: RequestInit, most: number) {
  await edge.ask(path, init)
  for (let tries = 1; ; tries += 1) {
    const { result, turns } = await proxy.inTurns(() => edge.ask(path, init))
    if (turns <= most || tries === 3) return { status: result.status, turns }
  }
}

it.each([
  ['report', 2],
  ['report?from=2020-01-01&to=2030-01-01&compare=none', 2],
  ['report?count=latest', 2],
  ['report?segment=plan:pro&timezone=Asia/Kolkata', 2],
  ['report?cluster=country', 2],
  ['report.csv?table=segments', 2],
  ['themes', 3],
  ['themes?segment=plan:pro', 3],
  ['segments?property=plan', 3],
])('GET /v1/surveys/demo/%s takes at most %i turns', async (path, most) => {
  const { status, turns } = await turnsOf(`/v1/surveys/demo/${path}`, keyed(), most)
  expect({ path, status, turns }).toEqual({ path, status: 200, turns: Math.min(turns, most) })
})

it.each<[path: string, most?: number]>([
  ['surveys/demo'],
  ['surveys/demo?from=2020-01-01&to=2030-01-01&segment=plan:pro'],
  ['surveys/demo?count=latest'],
  ['surveys/demo/edit'],
  ['surveys/demo/install'],
  ['surveys/demo/versions'],
  ['surveys/demo/preview'],
  ['surveys/demo/delete'],
  ['surveys/demo/codebook'],
  ['surveys/demo/tag'],
  ['surveys'],
  ['', 4],
  ['answers', 5],
  ['answers?survey=demo', 5],
  ['answers?survey=demo&state=held', 7],
  ['people', 4],
  ['accounts'],
  ['campaigns'],
  ['settings'],
  ['settings/keys'],
])(
  'the console page %s takes at most three turns, lists of many things some more',
  async (path, most = 3) => {
    const { status, turns } = await turnsOf(
      `/console/${path}`.replace(/\/$/, ''),
      { headers: { cookie } },
      most,
    )
    expect({ path, status, turns }).toEqual({ path, status: 200, turns: Math.min(turns, most) })
  },
)

it('a save with a reason takes one call', async () => {
  const calls: number[] = []
  for (let i = 0; i < 4; i += 1) {
    const before = proxy.calls
    expect((await edge.ask('/v1/public/responses', saving(answer(3)))).status).toBe(201)
    calls.push(proxy.calls - before)
  }
  // Now and then, beside the save, it is read anew whether there is a flood, and which themes there are.
  expect(Math.min(...calls)).toBe(1)
})

it('everything is answered where each call takes 300 ms', async () => {
  proxy.delay = 300
  const paths = ['/v1/surveys/demo/report', '/v1/surveys/demo/themes', '/v1/reports', '/v1/surveys']
  const pages = ['', '/surveys/demo', '/answers', '/people', '/surveys/demo/codebook']
  const answers = await Promise.all([
    ...paths.map((path) => edge.ask(path, keyed())),
    ...pages.map((path) => edge.ask(`/console${path}`, { headers: { cookie } })),
    edge.ask('/s/demo'),
    edge.ask('/v1/public/surveys/demo'),
    edge.ask('/v1/public/responses', saving(answer(5))),
  ])
  proxy.delay = 0
  expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 11 }, () => 200), 201])
})
