import { rmSync } from 'node:fs'
import { clientOf, newResponse } from '../support/client.ts'
import { importAnswers } from '../support/reports.ts'
import { newFile, startServer } from '../support/server.ts'

/**
 * `node test/bench/changes.ts`: how long a copy of 100,000 answers takes by `/v1/changes`, compressed; how long that of a
 * night with 100 changes; and how long saves take meanwhile. Wanted: 5 s, 50 ms, p99 50 ms. On a machine at rest.
 */

const answers = Number(process.argv[2] ?? 100_000)
const aTime = 10_000
const savesASecond = 50

const file = newFile()
const server = await startServer(file.variables)
const client = clientOf(server)
const survey = (await client.post('/v1/surveys', { metric: 'nps', status: 'live' })).body.id

for (let begin = 0; begin < answers; begin += aTime)
  await importAnswers(
    server,
    survey,
    Array.from({ length: Math.min(aTime, answers - begin) }, (_, place) => ({
      id: `answer-${begin + place}`,
      rating: (begin + place) % 11,
      comment: `the price of ${(begin + place) % 997} is what I think about, and the support`,
      answeredAt: new Date(Date.UTC(2025, 0, 1) + (begin + place) * 60_000).toISOString(),
      respondent: { id: `person-${begin + place}` },
      properties: { plan: ['free', 'pro', 'team'][place % 3] },
    })),
  )

/** Follows the feed to its end; returns the cursor there, and how many changes came. */
async function follow(after?: string): Promise<{ cursor: string; changes: number }> {
  let cursor = after
  for (let changes = 0; ; ) {
    const query = new URLSearchParams({ limit: '1000', ...(cursor && { after: cursor }) })
    const { body } = await client.get(`/v1/changes?${query}`, { 'accept-encoding': 'gzip' })
    cursor = body.nextCursor as string
    changes += body.items.length
    if (!body.hasMore) return { cursor, changes }
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<[ms: number, result: Result]> {
  const begun = performance.now()
  const result = await work()
  return [performance.now() - begun, result]
}

const latencies: number[] = []
let isSaving = true
async function save(): Promise<void> {
  while (isSaving) {
    const [ms] = await timed(() => client.publicly('/v1/public/responses', newResponse(survey)))
    latencies.push(ms)
    await new Promise((resolve) => setTimeout(resolve, 1000 / savesASecond))
  }
}

const saving = save()
const [first, { cursor, changes }] = await timed(() => follow())
isSaving = false
await saving
const caughtUp = (await follow(cursor)).cursor
for (let change = 0; change < 100; change += 1)
  await client.publicly('/v1/public/responses', newResponse(survey, { comment: `changed ${change}` }))
const [nightly, night] = await timed(() => follow(caughtUp))
latencies.sort((a, b) => a - b)
const p99 = latencies[Math.floor(latencies.length * 0.99)]!

console.table({
  'first sync, s': { measured: (first / 1000).toFixed(2), wanted: 5, of: changes },
  'nightly sync, ms': { measured: nightly.toFixed(1), wanted: 50, of: night.changes },
  'save meanwhile, p99 ms': { measured: p99.toFixed(1), wanted: 50, of: latencies.length },
})
await server.end()
rmSync(file.folder, { recursive: true })
