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
} from './generated/orval.ts'
import { given, type Journey, uuid } from './journey.ts'

type Of<Answer extends { status: number }, Status extends number> = Extract<Answer, { status: Status }>

/** The answer, which must have this status. */
function expectStatus<Answer extends { status: number }, Status extends Answer['status']>(
  answer: Answer,
  status: Status,
): Of<Answer, Status> {
  if (answer.status !== status) throw new Error(`${answer.status} in the place of ${status}`)
  return answer as Of<Answer, Status>
}

/** The address of the collector is the one that the document has. */
export async function journey(_: string, key: string): Promise<Journey> {
  const options = { headers: { authorization: `Bearer ${key}` } }
  const made = expectStatus(await makeSurvey({ metric: 'nps', name: 'New' }, options), 201)
  const { id } = made.data
  const ifMatch = { 'if-match': made.headers.get('etag') ?? '' }
  const renamed = await changeSurvey(id, { name: 'Ours' }, { headers: { ...options.headers, ...ifMatch } })
  let first = ''
  for (const { rating, plan } of given) {
    const answer = { surveyId: id, id: uuid(), writeKey: uuid(), revision: 1, rating, properties: { plan } }
    const { data } = expectStatus(await saveResponse(answer), 201)
    first ||= data.id
  }
  const report = expectStatus(await readReport(id, {}, options), 200).data
  const pages: number[][] = []
  let cursor: string | null = null
  do {
    const query: { limit: number; cursor?: string } = { limit: 4, ...(cursor !== null && { cursor }) }
    const page: ResponseList = expectStatus(await listResponses(id, query, options), 200).data
    pages.push(page.items.map(({ rating }) => rating))
    cursor = page.nextCursor
  } while (cursor !== null)
  const query = { segment: ['plan:pro'] }
  const ofPro = expectStatus(await listResponses(id, query, options), 200)
  const score = expectStatus(await readScore(id, query, options), 200)
  expectStatus(await deleteResponse(id, first, options), 204)
  const changes = expectStatus(await listChanges({ survey: id }, options), 200)
  const table = expectStatus(await downloadResponses(id, {}, options), 200)
  const missing = expectStatus(await readSurvey('none', options), 404)
  const refused = expectStatus(await makeSurvey({ metric: 'nps', question: 'x'.repeat(9000) }, options), 422)
  return {
    name: expectStatus(renamed, 200).data.name,
    n: report.n,
    nps: report.score.metric === 'nps' ? report.score.nps : null,
    scoreOfOne: score.data.value,
    pages,
    ofPro: ofPro.data.items.map(({ rating }) => rating),
    erased: changes.data.items.flatMap((change) =>
      change.type === 'erased' ? [change.id === first ? 'first' : change.id] : [],
    ),
    firstLine: table.data.split('\r\n')[0]!,
    missing: missing.data.code,
    fields: refused.data.errors!.map(({ field }) => field),
  }
}
