import type { Ctx } from '../context.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { periodIn } from '../reports/period.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { editionsOf, servedOf } from '../storage/themes/editions.ts'
import { answersOfSample, drawSample, listSamples, type TagSample } from '../storage/themes/tag-samples.ts'

const usualSize = 30

/** What is drawn. */
interface Asked {
  readonly size?: number | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Draws a random sample of at most `size`; of none nothing is kept. */
export async function drawFor(
  c: Ctx,
  survey: SurveyRecord,
  timezone: string,
  { size = usualSize, ...period }: Asked,
): Promise<TagSample> {
  const { database, now } = c.var.services
  const drawnAt = now()
  const { from, to } = periodIn(period, timezone)
  const edition = servedOf(await editionsOf(database, survey.id))
  const sample = { drawnAt, from: from ?? 0, to: Math.min(to ?? drawnAt, drawnAt) }
  const n = edition ? await drawSample(database, edition, sample, size) : 0
  return { ...sample, n, tagged: 0 }
}

/** `POST /v1/surveys/:id/tag-samples`. */
export async function drawTagSample(c: Ctx, survey: SurveyRecord, asked: Asked) {
  return withAnswers(c, survey, await drawFor(c, survey, c.var.workspace.timezone, asked))
}

/** `GET /v1/surveys/:id/tag-samples`: a page of them. */
export async function listTagSamples(
  c: Ctx,
  survey: SurveyRecord,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const after = placeOf(cursor)
  const samples = await listSamples(c.var.services.database, survey.id)
  const older = samples.filter(({ drawnAt }) => after === null || drawnAt < after.answeredAt)
  const page = older.slice(0, limit)
  const last = older.length > limit ? page.at(-1) : undefined
  return {
    items: await Promise.all(page.map((sample) => withAnswers(c, survey, sample))),
    nextCursor: last ? cursorAfter({ answeredAt: last.drawnAt, id: survey.id }) : null,
  }
}

const iso = (time: number) => new Date(time).toISOString()

async function withAnswers(c: Ctx, { id }: SurveyRecord, { drawnAt, from, to, n, tagged }: TagSample) {
  const answers = await answersOfSample(c.var.services.database, id, drawnAt)
  return {
    ...{ drawnAt: iso(drawnAt), from: from === 0 ? null : iso(from), to: iso(to), n, tagged },
    responses: answers.map(({ id, rating, comment, choices, tags }) => ({
      ...{ id, rating, comment, choices: choices && [...choices], themes: tags && [...tags] },
    })),
  }
}
