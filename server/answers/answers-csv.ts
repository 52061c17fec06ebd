import type { Ctx } from '../context.ts'
import { type Cell, csvRow, sendPieces } from '../http/csv.ts'
import { findAnswers } from '../storage/answers/find-answers.ts'
import { catchUp } from '../storage/answers/index-answers.ts'
import type { Database } from '../storage/db.ts'
import type { PlannedFilter } from './answer-filter.ts'
import { type FollowedAnswer, withFollowUps } from './read-answers.ts'

/** Answers read at once: a few milliseconds of work, so that saves are not held up. */
const perPiece = 500

const columns: Readonly<Record<string, (answer: FollowedAnswer) => Cell>> = {
  survey: ({ row }) => row.surveyId,
  id: ({ row }) => row.id,
  answered_at: ({ row }) => new Date(row.answeredAt).toISOString(),
  rating: ({ row }) => row.rating,
  comment: ({ row }) => row.comment,
  reasons: ({ row }) => (row.choices ?? []).join('; '),
  may_be_contacted: ({ row }) => row.contact === 1,
  respondent_id: ({ row }) => row.respondentId,
  respondent_email: ({ row }) => row.respondentEmail,
  respondent_name: ({ row }) => row.respondentName,
  verified: ({ row }) => row.respondentVerified === 1,
  channel: ({ row }) => row.channel,
  origin: ({ row }) => row.origin,
  language: ({ row }) => row.language,
  survey_version: ({ row }) => row.surveyVersion,
  state: ({ row }) => (row.ruling === 'dropped' ? 'dropped' : row.state),
  follow_up: ({ followUp }) => followUp.state,
  owner: ({ followUp }) => followUp.owner,
  note: ({ followUp }) => followUp.note,
  tags: ({ tags }) => (tags ?? []).join('; '),
  properties: ({ row }) => (row.properties ? JSON.stringify(row.properties) : null),
}

/** The rows of a table of answers. */
export const csvRows = (answers: readonly FollowedAnswer[]) =>
  answers.map((answer) => csvRow(Object.values(columns).map((cellOf) => cellOf(answer)))).join('')
export const csvHeader = csvRow(Object.keys(columns))

/** Sends exactly the answers that fit, newest first, a piece at a time as the client takes them. */
export async function answersCsv(c: Ctx, plan: PlannedFilter, begin: string): Promise<Response> {
  const { database } = c.var.services
  await catchUp(database)
  return sendPieces(c, piecesOf(database, plan, begin), 'text/csv', 'answers.csv')
}

async function* piecesOf(
  database: Database,
  { filter }: PlannedFilter,
  begin: string,
): AsyncGenerator<string, void> {
  yield begin + csvHeader
  for (let before: number | null = null; ; ) {
    const found = await findAnswers(database, filter, before === null ? null : { before }, perPiece)
    yield csvRows(await withFollowUps(database, found))
    if (found.length < perPiece) return
    before = found.at(-1)!.key
  }
}
