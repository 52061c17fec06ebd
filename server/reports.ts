import { Hono } from 'hono'
import { fromPointCounts } from '../shared/distribution.ts'
import { type Report, report } from '../shared/report.ts'
import { periodQuery } from './contract.ts'
import { query } from './input.ts'
import { spanOf } from './period.ts'
import type { Env } from './services.ts'
import type { Database } from './storage/db.ts'
import { countRatings, type Span } from './storage/responses.ts'
import type { SurveyRecord } from './storage/surveys.ts'
import { requireSurvey, scaleOfSurvey } from './surveys.ts'

/** Counts one survey's responses over a span and lets `shared` say what they mean. */
export async function reportOn(database: Database, survey: SurveyRecord, span: Span): Promise<Report> {
  const rows = await countRatings(database, survey.id, span)
  const counted = rows.filter(({ state }) => state === 'counted')
  const inState = (wanted: string) =>
    rows.filter(({ state }) => state === wanted).reduce((sum, { count }) => sum + count, 0)
  return report(
    { metric: survey.metric, primary: survey.definition.primary },
    { from: isoOrNull(span.from), to: isoOrNull(span.to) },
    {
      distribution: fromPointCounts(scaleOfSurvey(survey), counted),
      commented: counted.reduce((sum, { commented }) => sum + commented, 0),
      leftOut: { held: inState('held'), test: inState('test') },
    },
  )
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

/** `GET /v1/surveys/:id/report`. */
export const reports = new Hono<Env>().get('/:id/report', query(periodQuery), async (c) => {
  const span = spanOf(c.req.valid('query'))
  const survey = await requireSurvey(c)
  const { id, metric, scale, status, definition } = survey
  const { name, touchpoint } = definition
  return c.json({
    survey: { id, name, metric, scale, touchpoint, status },
    ...(await reportOn(c.var.services.database, survey, span)),
  })
})
