import { personIn } from '../../shared/person.ts'
import { fits } from '../../shared/scale.ts'
import { type ImportResult, type ImportRow, importResult, importRow } from '../contract/imports.ts'
import { jsonOf, requireType } from '../http/input.ts'
import { longestLine, mostErrorsOfLine, mostRefused } from '../http/list-body.ts'
import { type FieldError, Refusal } from '../http/problem.ts'
import { takeTurns } from '../http/turns.ts'
import { fieldErrors } from '../http/validate.ts'
import { call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { type Imported, importResponses } from '../storage/import-responses.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'

/** Whether a path is of this call, whose body may be large and take long to arrive. */
export function isImport(path: string): boolean {
  return /^\/v1\/surveys\/[^/]+\/import$/.test(path)
}

/** Rows stored by one transaction: large enough to share its price, small enough not to hold others up. */
const rowsPerCommit = 200

/** `POST /v1/surveys/:id/import`: each line is read and checked as it arrives. */
export const imports = routes()

const add = call({
  method: 'post',
  path: '/{id}/import',
  summary: 'Add answers given elsewhere, one JSON object a line',
  description:
    'Rows that are wrong are refused with their line, and after a thousand of them nothing more is read; rows whose id is stored change nothing, and are a conflict where the stored answer is no import or link of yours.',
  request: {
    params: surveyId,
    body: { required: true, content: { 'application/x-ndjson': { schema: importRow } } },
  },
  responses: {
    200: ok('What became of the rows', importResult),
    ...refusals('bad-encoding', 'unsupported-media-type', 'not-found'),
  },
})
imports.openapi(add, async (c) => {
  requireType(c, ['application/x-ndjson', 'application/ndjson'])
  const { database, now, tagger } = c.var.services
  const survey = await requireSurvey(c)
  const scale = scaleOfSurvey(survey)
  const result: ImportResult = { added: 0, unchanged: 0, refused: [] }
  let waiting: (Imported & { surveyId: string; line: number })[] = []

  async function store() {
    const read = await tagger.tag(c.var.services, waiting, now())
    const { added, erased, conflicts } = await importResponses(database, survey.id, read, now())
    const lines = waiting.filter(({ id }) => conflicts.has(id)).map(({ line }) => line)
    result.added += added
    result.unchanged += waiting.length - added - erased - lines.length
    if (erased > 0) result.erased = (result.erased ?? 0) + erased
    if (lines.length > 0) {
      result.conflict = (result.conflict ?? 0) + lines.length
      result.conflictLines = [...(result.conflictLines ?? []), ...lines].slice(0, mostRefused)
    }
    waiting = []
  }

  /** The row; what cannot be a person is left out and counted. */
  function withKnownPerson(row: ImportRow): ImportRow {
    if (!row.respondent) return row
    const { person, nobody } = personIn(row.respondent)
    if (nobody.some((field) => field !== 'name')) result.anonymous = (result.anonymous ?? 0) + 1
    return { ...row, respondent: person }
  }

  let line = 0
  const turn = takeTurns()
  for await (const text of linesOf(c.req.raw.body)) {
    line += 1
    await turn()
    // The rest still has to arrive before the sender reads the answer, but nothing of it is looked at.
    if (text?.trim() === '' || result.stoppedAt !== undefined) continue
    const read = readRow(text)
    const errors =
      'errors' in read
        ? read.errors
        : fits(scale, read.row.rating)
          ? []
          : [{ field: 'rating', detail: `must be a whole number from ${scale.min} to ${scale.max}` }]
    if ('row' in read && errors.length === 0)
      waiting.push({ surveyId: survey.id, line, ...toImported(withKnownPerson(read.row), now()) })
    else result.refused.push({ line, errors })
    if (result.refused.length === mostRefused) result.stoppedAt = line
    if (waiting.length >= rowsPerCommit) await store()
  }
  if (waiting.length > 0) await store()
  return c.json(result, 200)
})

function readRow(text: string | null): { row: ImportRow } | { errors: FieldError[] } {
  if (text === null)
    return { errors: [{ field: 'line', detail: `must have at most ${longestLine} characters` }] }
  let value: unknown
  try {
    value = jsonOf(text)
  } catch {
    return { errors: [{ field: 'line', detail: 'must be one JSON object' }] }
  }
  const parsed = importRow.safeParse(value)
  return parsed.success
    ? { row: parsed.data }
    : { errors: fieldErrors(parsed.error.issues, mostErrorsOfLine) }
}

function toImported(row: ImportRow, now: number): Imported {
  const { respondent, properties } = row
  return {
    id: row.id,
    rating: row.rating,
    comment: row.comment || null,
    respondentId: respondent?.id || null,
    respondentEmail: respondent?.email || null,
    respondentName: respondent?.name || null,
    properties: properties ?? null,
    channel: row.channel ?? 'import',
    answeredAt: row.answeredAt ? Date.parse(row.answeredAt) : now,
  }
}

/**
 * The lines of a body as they arrive, `null` for one that is too long, which is never kept whole; bytes that
 * are not UTF-8 end the reading with a 400.
 */
async function* linesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let parts: string[] = []
  let length = 0

  function add(part: string): void {
    length += part.length
    if (length <= longestLine) parts.push(part)
    else parts = []
  }

  function whole(): string | null {
    const line = length <= longestLine ? parts.join('') : null
    parts = []
    length = 0
    return line
  }

  for await (const bytes of body ?? []) {
    const text = decoded(decoder, bytes)
    let at = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      add(text.slice(at, end))
      yield whole()
      at = end + 1
    }
    add(text.slice(at))
  }
  add(decoded(decoder))
  if (length > 0) yield whole()
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes?: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined })
  } catch {
    throw new Refusal('bad-encoding')
  }
}
