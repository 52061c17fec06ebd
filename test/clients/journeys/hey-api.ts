import { createClient } from './generated/hey-api/client/index.ts'
import {
  changeSurvey,
  deleteResponse,
  downloadResponses,
  listChanges,
  listResponses,
  makeSurvey,
  type ResponseList,
  readReport,
  readScore,
  readSurvey,
  saveResponse,
} from './generated/hey-api/index.ts'
import { given, type Journey, uuid } from './journey.ts'

export async function journey(baseUrl: string, key: string): Promise<Journey> {
  const client = createClient({ baseUrl, auth: key })
  const made = await makeSurvey({ client, body: { metric: 'nps', name: 'New' } })
  if (made.error) throw new Error(made.error.detail)
  const { id } = made.data
  const renamed = await changeSurvey({
    client,
    path: { id },
    headers: { 'if-match': made.response?.headers.get('etag') ?? '' },
    body: { name: 'Ours' },
    throwOnError: true,
  })
  let first = ''
  for (const { rating, plan } of given) {
    const body = { surveyId: id, id: uuid(), writeKey: uuid(), revision: 1, rating, properties: { plan } }
    const { data } = await saveResponse({ client, body, throwOnError: true })
    first ||= data.id
  }
  const path = { id }
  const { data: report } = await readReport({ client, path, throwOnError: true })
  const pages: number[][] = []
  let cursor: string | null = null
  do {
    const query: { limit: number; cursor?: string } = { limit: 4, ...(cursor !== null && { cursor }) }
    const { data } = await listResponses({ client, path, query, throwOnError: true })
    const page: ResponseList = data
    pages.push(page.items.map(({ rating }) => rating))
    cursor = page.nextCursor
  } while (cursor !== null)
  const query = { segment: ['plan:pro'] }
  const ofPro = await listResponses({ client, path, query, throwOnError: true })
  const score = await readScore({ client, path, query, throwOnError: true })
  await deleteResponse({ client, path: { id, responseId: first }, throwOnError: true })
  const changes = await listChanges({ client, query: { survey: id }, throwOnError: true })
  const table = await downloadResponses({ client, path, throwOnError: true })
  const missing = await readSurvey({ client, path: { id: 'none' } })
  const refused = await makeSurvey({ client, body: { metric: 'nps', question: 'x'.repeat(9000) } })
  return {
    name: renamed.data.name,
    n: report.n,
    nps: report.score.metric === 'nps' ? report.score.nps : null,
    scoreOfOne: score.data.value,
    pages,
    ofPro: ofPro.data.items.map(({ rating }) => rating),
    erased: changes.data.items.flatMap((change) =>
      change.type === 'erased' ? [change.id === first ? 'first' : change.id] : [],
    ),
    firstLine: table.data.split('\r\n')[0]!,
    missing: missing.error!.code,
    fields: refused.error!.errors!.map(({ field }) => field),
  }
}
