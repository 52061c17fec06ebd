import createClient from 'openapi-fetch'
import type { components, paths } from './generated/openapi-typescript.ts'
import { given, type Journey, uuid } from './journey.ts'

export async function journey(baseUrl: string, key: string): Promise<Journey> {
  const { GET, POST, PATCH, DELETE } = createClient<paths>({
    baseUrl,
    headers: { authorization: `Bearer ${key}` },
  })
  const made = await POST('/v1/surveys', { body: { metric: 'nps', name: 'New' } })
  if (made.error) throw new Error(made.error.detail)
  const { id } = made.data
  const renamed = await PATCH('/v1/surveys/{id}', {
    params: { path: { id }, header: { 'if-match': made.response.headers.get('etag') ?? '' } },
    body: { name: 'Ours' },
  })
  let first = ''
  for (const { rating, plan } of given) {
    const { data } = await POST('/v1/public/responses', {
      body: { surveyId: id, id: uuid(), writeKey: uuid(), revision: 1, rating, properties: { plan } },
    })
    first ||= data?.id ?? ''
  }
  const report = (await GET('/v1/surveys/{id}/report', { params: { path: { id } } })).data!
  const pages: number[][] = []
  let cursor: string | null = null
  do {
    const query: { limit: number; cursor?: string } = { limit: 4, ...(cursor !== null && { cursor }) }
    const { data } = await GET('/v1/surveys/{id}/responses', { params: { path: { id }, query } })
    const page: components['schemas']['ResponseList'] = data!
    pages.push(page.items.map(({ rating }) => rating))
    cursor = page.nextCursor
  } while (cursor !== null)
  const of = { path: { id }, query: { segment: ['plan:pro'] } }
  const ofPro = await GET('/v1/surveys/{id}/responses', { params: of })
  const score = await GET('/v1/surveys/{id}/score', { params: of })
  await DELETE('/v1/surveys/{id}/responses/{responseId}', { params: { path: { id, responseId: first } } })
  const changes = await GET('/v1/changes', { params: { query: { survey: id } } })
  const table = await GET('/v1/surveys/{id}/responses.csv', { params: { path: { id } }, parseAs: 'text' })
  const missing = await GET('/v1/surveys/{id}', { params: { path: { id: 'none' } } })
  const refused = await POST('/v1/surveys', { body: { metric: 'nps', question: 'x'.repeat(9000) } })
  return {
    name: renamed.data!.name,
    n: report.n,
    nps: report.score.metric === 'nps' ? report.score.nps : null,
    scoreOfOne: score.data!.value,
    pages,
    ofPro: ofPro.data!.items.map(({ rating }) => rating),
    erased: changes.data!.items.flatMap((change) =>
      change.type === 'erased' ? [change.id === first ? 'first' : change.id] : [],
    ),
    firstLine: table.data!.split('\r\n')[0]!,
    missing: missing.error!.code,
    fields: refused.error!.errors!.map(({ field }) => field),
  }
}
