import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { document } from '../support/document.ts'
import { addressOf, callsOf, type Schema } from './calls.ts'

let collector: Collector
let client: Client
let campaign: string
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
  await client.patch('/v1/workspace', { accountProperty: 'company' })
  const sender = { surveyId: 'demo', from: { address: 'us@example.com' } }
  campaign = (await client.post('/v1/campaigns', sender)).body.id
})
afterAll(() => collector.close())

/** An answer of a company that nobody else is of. */
async function answer(): Promise<string> {
  const properties = { company: crypto.randomUUID() }
  const given = newResponse('demo', { comment: 'the price', properties })
  return (await client.publicly('/v1/public/responses', given)).body.id
}

/** Makes one thing more that a list has. Whoever adds a list adds a line. */
const another: Readonly<Record<string, () => Promise<unknown>>> = {
  listWorkspaces: () => client.post('/v1/workspaces', { name: 'Another' }),
  listKeys: () => client.post('/v1/keys', { label: 'another' }),
  listSurveys: () => client.post('/v1/surveys', { metric: 'nps' }),
  listReports: () => client.post('/v1/surveys', { metric: 'nps' }),
  listAnswers: answer,
  listChanges: answer,
  listResponses: answer,
  listSegments: answer,
  listAccounts: answer,
  listTagSamples: async () => {
    await answer()
    // A sample is drawn of answers whose comment was read, which is done behind them.
    await expect
      .poll(async () => (await client.post('/v1/surveys/demo/tag-samples', { size: 1 })).body.n)
      .toBe(1)
  },
  listHeldResponses: async () => client.post('/v1/surveys/demo/responses/hold', { ids: [await answer()] }),
  listImports: () =>
    client.post('/v1/surveys/demo/imports', {
      file: 'a.csv',
      hash: crypto.randomUUID(),
      mapping: { rating: 'score' },
    }),
  listCodebooks: () => client.post('/v1/codebooks', { name: 'Another', themes: { pricing: ['price'] } }),
  listBadges: () => client.post('/v1/surveys/demo/badges'),
  listCampaigns: () =>
    client.post('/v1/campaigns', { surveyId: 'demo', from: { address: 'us@example.com' } }),
  listCampaignPeople: addPerson,
  dryRunCampaign: addPerson,
  listSuppressions: () => client.post('/v1/suppressions', { email: `${crypto.randomUUID()}@example.com` }),
}

function addPerson() {
  return client.post(`/v1/campaigns/${campaign}/people`, [{ email: `${crypto.randomUUID()}@example.com` }])
}

const lists = callsOf(document).filter(
  ({ method, parameters }) => method === 'GET' && parameters.some(({ name }) => name === 'limit'),
)

const schemaOf = (schema: Schema = {}): Schema =>
  schema.$ref ? document.components!.schemas![schema.$ref.split('/').at(-1)!]! : schema

/** Lists that are whole, as they have no more than so many things. */
const whole = new Set(['listLinkSecrets'])

it('everything that answers with items has pages, or is known to be whole', () => {
  const withItems = callsOf(document).filter(
    ({ responses }) => schemaOf(responses['200']?.content?.['application/json']?.schema).properties?.items,
  )
  const paged = new Set(lists.map(({ operationId }) => operationId))
  const others = withItems.map(({ operationId }) => operationId).filter((id) => !paged.has(id))
  expect(others.filter((id) => !whole.has(id))).toEqual([])
  expect(lists.length).toBeGreaterThan(14)
})

describe('a list with one thing more than fits a page', () => {
  it.each(lists.map((call) => [call.operationId, call] as const))(
    '%s says so, and has the rest behind it',
    async (operationId, call) => {
      const more = another[operationId]
      expect(more, `add a line for ${operationId} to what makes one thing more`).toBeDefined()
      for (let made = 0; made < 3; made += 1) await more!()
      const path = addressOf(call, () => (call.path.includes('/campaigns/') ? campaign : 'demo'))
      const needed = call.parameters.find(({ required, in: place }) => place === 'query' && required)
      const read = async (query: string) => {
        const { status, body } = await client.get(
          `${path}?${needed ? `${needed.name}=company&` : ''}${query}`,
        )
        expect([status, body.errors]).toEqual([200, undefined])
        return body
      }
      const sizeOf = (body: { items?: unknown[]; groups?: { surveys: unknown[] }[] }) =>
        body.items?.length ?? body.groups!.reduce((sum, { surveys }) => sum + surveys.length, 0)
      const all = sizeOf(await read('limit=1000'))
      expect(all).toBeGreaterThanOrEqual(3)
      const first = await read(`limit=${all - 1}`)
      expect(sizeOf(first)).toBe(all - 1)
      expect(first.hasMore ?? true).toBe(true)
      expect(first.nextCursor).toEqual(expect.any(String))
      const cursor = call.parameters.some(({ name }) => name === 'after') ? 'after' : 'cursor'
      const rest = await read(`${cursor}=${encodeURIComponent(first.nextCursor)}`)
      expect(sizeOf(rest)).toBe(1)
      // Only the feed of changes goes on for ever.
      expect(rest.hasMore ?? rest.nextCursor ?? false).toBe(false)
    },
  )
})
