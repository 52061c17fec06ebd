import { Api, type Problem, type ResponseList } from './generated/swagger-typescript-api.ts'
import { given, type Journey, uuid } from './journey.ts'

export async function journey(baseUrl: string, key: string): Promise<Journey> {
  const { v1 } = new Api({ baseUrl, baseApiParams: { headers: { authorization: `Bearer ${key}` } } })
  const made = await v1.makeSurvey({ metric: 'nps', name: 'New' })
  const { id } = made.data
  const renamed = await v1.changeSurvey(
    id,
    { name: 'Ours' },
    { headers: { 'if-match': made.headers.get('etag') ?? '' } },
  )
  let first = ''
  for (const { rating, plan } of given) {
    const answer = { surveyId: id, id: uuid(), writeKey: uuid(), revision: 1, rating, properties: { plan } }
    const { data } = await v1.saveResponse(answer)
    first ||= data.id
  }
  const { data: report } = await v1.readReport(id)
  const pages: number[][] = []
  let cursor: string | null = null
  do {
    const query: { limit: number; cursor?: string } = { limit: 4, ...(cursor !== null && { cursor }) }
    const page: ResponseList = (await v1.listResponses(id, query)).data
    pages.push(page.items.map(({ rating }) => rating))
    cursor = page.nextCursor
  } while (cursor !== null)
  const query = { segment: ['plan:pro'] }
  const ofPro = await v1.listResponses(id, query)
  const score = await v1.readScore(id, query)
  await v1.deleteResponse(id, first)
  const changes = await v1.listChanges({ survey: id })
  const table = await v1.downloadResponses(id, {}, { format: 'text' })
  const missing = await refusal(v1.readSurvey('none'))
  const refused = await refusal(v1.makeSurvey({ metric: 'nps', question: 'x'.repeat(9000) }))
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
    missing: missing.code,
    fields: refused.errors!.map(({ field }) => field),
  }
}

/** What a call was refused with. */
async function refusal(answer: Promise<unknown>): Promise<Problem> {
  const { error } = await answer.then(
    () => Promise.reject(new Error('not refused')),
    (refused: { error: Problem }) => refused,
  )
  return error
}
