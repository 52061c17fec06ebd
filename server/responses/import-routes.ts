import { millisecondsADay as day } from '../../shared/day.ts'
import { personIn } from '../../shared/person.ts'
import { fits, type Scale } from '../../shared/scale.ts'
import type { Ctx } from '../context.ts'
import {
  type ImportResult,
  type ImportRow,
  importResult,
  importRow,
  intakeQuery,
} from '../contract/imports.ts'
import { jsonOf, requireType } from '../http/input.ts'
import { longestLine, mostErrorsOfLine, mostRefused } from '../http/list-body.ts'
import { type FieldError, Refusal } from '../http/problem.ts'
import { takeTurns } from '../http/turns.ts'
import { fieldErrors } from '../http/validate.ts'
import { call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { type Imported, type Intake, importResponses, type TakenIn } from '../storage/import-responses.ts'
import { rowsCame } from '../storage/imports.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { themesToTag } from '../themes/tags.ts'
import { requireOpenImport } from './taken-import-routes.ts'

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
  operationId: 'importResponses',
  summary: 'Add answers given elsewhere, one JSON object a line',
  description:
    'Rows that are wrong are refused with their line, and after a thousand of them nothing more is read; rows whose id and content are stored change nothing, and those whose id is stored with other content are a conflict. Lines of `sayso export` are taken as they are.',
  request: {
    params: surveyId,
    query: intakeQuery,
    body: { required: true, content: { 'application/x-ndjson': { schema: importRow } } },
  },
  responses: {
    200: ok('What became of the rows', importResult),
    ...refusals('bad-encoding', 'unsupported-media-type', 'not-found', 'invalid'),
  },
})
imports.openapi(add, async (c) => {
  requireType(c, ['application/x-ndjson', 'application/ndjson'])
  const survey = await requireSurvey(c)
  const { import: importId, onConflict = 'refuse', dryRun } = c.req.valid('query')
  const own = importId === undefined ? null : await requireOpenImport(c, survey.id, importId)
  const intake = { import: own, onConflict, dryRun: dryRun === 'true' }
  return c.json(await takeIn(c, survey, intake, own?.createdAt ?? c.var.services.now()), 200)
})

/** A row that fits, waiting to be stored with others. */
type Waiting = Imported & { readonly surveyId: string; readonly line: number }

/** Reads, checks and stores the rows of a body. Those without a time get `undated`. */
async function takeIn(c: Ctx, survey: SurveyRecord, intake: Intake, undated: number): Promise<ImportResult> {
  const { services } = c.var
  const scale = scaleOfSurvey(survey)
  const result: ImportResult = { added: 0, unchanged: 0, refused: [] }
  let waiting: Waiting[] = []
  const ids = new Set<string>()

  async function store() {
    // Those of a whole file are read in the background, so that storing it holds nobody up.
    const isLater = intake.dryRun || intake.import !== null
    const read = isLater ? waiting : await services.tagger.tag(services, waiting, services.now())
    const taken = await importResponses(services.database, survey.id, read, services.now(), intake)
    tell(result, waiting, taken)
    waiting = []
    ids.clear()
  }

  let line = 0
  let hasTags = false
  const turn = takeTurns()
  const tagErrors = tagChecker(c, survey)
  const latest = services.now() + day
  if (intake.import && !intake.dryRun) await rowsCame(services.database, intake.import.id, services.now())
  for await (const text of linesOf(c.req.raw.body)) {
    line += 1
    await turn()
    // The rest still has to arrive before the sender reads the answer, but nothing of it is looked at.
    if (text?.trim() === '' || result.stoppedAt !== undefined) continue
    const read = readRow(text)
    const errors =
      'errors' in read ? read.errors : [...errorsOf(read.row, scale, latest), ...(await tagErrors(read.row))]
    if ('row' in read && errors.length === 0) {
      // The second of one id is compared with the first.
      if (ids.has(read.row.id)) await store()
      ids.add(read.row.id)
      hasTags ||= Boolean(read.row.tags)
      const row = withKnownPerson(read.row, result)
      waiting.push({ surveyId: survey.id, line, ...toImported(row, undated) })
    } else result.refused.push({ line, errors })
    if (result.refused.length === mostRefused) result.stoppedAt = line
    if (waiting.length >= rowsPerCommit) await store()
  }
  if (waiting.length > 0) await store()
  if (intake.import === null && hasTags) services.rebuildThemes()
  return result
}

/** Adds what became of some rows to the result. */
function tell(
  result: ImportResult,
  waiting: readonly Waiting[],
  { added, replaced, erased, conflicts }: TakenIn,
): void {
  const lines = waiting.filter(({ id }) => conflicts.has(id)).map(({ line }) => line)
  result.added += added
  result.unchanged += waiting.length - added - replaced - erased - lines.length
  if (erased > 0) result.erased = (result.erased ?? 0) + erased
  if (replaced > 0) result.replaced = (result.replaced ?? 0) + replaced
  if (lines.length > 0) {
    result.conflict = (result.conflict ?? 0) + lines.length
    result.conflictLines = [...(result.conflictLines ?? []), ...lines].slice(0, mostRefused)
  }
}

/** The row; what cannot be a person is left out and counted. */
function withKnownPerson(row: ImportRow, result: ImportResult): ImportRow {
  if (!row.respondent) return row
  const { id, email, name } = row.respondent
  const { person, nobody } = personIn({ ...(id && { id }), ...(email && { email }), ...(name && { name }) })
  if (nobody.some((field) => field !== 'name')) result.anonymous = (result.anonymous ?? 0) + 1
  return { ...row, respondent: person }
}

function errorsOf({ rating, answeredAt }: ImportRow, scale: Scale, latest: number): FieldError[] {
  const errors: FieldError[] = []
  if (!fits(scale, rating))
    errors.push({ field: 'rating', detail: `must be a whole number from ${scale.min} to ${scale.max}` })
  // A day from now, as clocks and zones differ.
  if (answeredAt && Date.parse(answeredAt) > latest)
    errors.push({ field: 'answeredAt', detail: 'must not be in the future' })
  return errors
}

/** Checks tags: they are of the codebook that the survey has now, so that none is lost without a word. */
function tagChecker(c: Ctx, survey: SurveyRecord): (row: ImportRow) => Promise<FieldError[]> {
  let themes: ReadonlySet<string> | null = null
  return async ({ tags, comment, choices }) => {
    if (!tags) return []
    if (!comment && !choices?.length)
      return [{ field: 'tags', detail: 'must be left out where neither a comment nor a reason is given' }]
    themes ??= new Set(await themesToTag(c, survey))
    const unknown = tags.findIndex((theme) => !themes!.has(theme))
    const detail = "must be a theme of the survey's codebook: add it there first"
    return unknown < 0 ? [] : [{ field: `tags.${unknown}`, detail }]
  }
}

function readRow(text: string | null): { row: ImportRow } | { errors: FieldError[] } {
  if (text === null)
    return { errors: [{ field: 'line', detail: `must have at most ${longestLine} characters` }] }
  let value: unknown
  try {
    value = jsonOf(text)
  } catch {
    return { errors: [{ field: 'line', detail: 'must be one JSON object' }] }
  }
  const parsed = importRow.safeParse(withoutVerdict(value))
  return parsed.success
    ? { row: parsed.data }
    : { errors: fieldErrors(parsed.error.issues, mostErrorsOfLine) }
}

/** A line of an export without the verdict that it has of the person too: the row itself says `verified`. */
function withoutVerdict(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('verified' in value)) return value
  const { respondent } = value as { respondent?: unknown }
  if (typeof respondent !== 'object' || respondent === null || !('verified' in respondent)) return value
  const { verified: _, ...person } = respondent
  return { ...value, respondent: person }
}

function toImported(row: ImportRow, undated: number): Imported {
  const { respondent, properties } = row
  const { choices, contact, language, origin, state, heldReason, ruling, verified, verifiedFields } = row
  const { tags, followUp } = row
  return {
    id: row.id,
    rating: row.rating,
    comment: row.comment || null,
    respondentId: respondent?.id || null,
    respondentEmail: respondent?.email || null,
    respondentName: respondent?.name || null,
    properties: properties && Object.keys(properties).length > 0 ? properties : null,
    channel: row.channel ?? 'import',
    answeredAt: row.answeredAt ? Date.parse(row.answeredAt) : undated,
    isUndated: !row.answeredAt,
    choices: choices?.length ? choices : null,
    ...(contact !== undefined && { contact }),
    ...(language && { language }),
    ...(origin && { origin }),
    ...(state && { state, heldReason: heldReason ?? null, ruling: ruling ?? null }),
    ...(verified !== undefined && { verified }),
    ...(verifiedFields && { verifiedFields }),
    ...(tags && { tags: [...new Set(tags)] }),
    ...(followUp && {
      followUp: { ...followUp, changedAt: followUp.changedAt ? Date.parse(followUp.changedAt) : undated },
    }),
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
