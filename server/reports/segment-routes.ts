import { tryDecode } from 'hono/utils/url'
import type * as z from 'zod'
import { type GroupScore, groupScore } from '../../shared/report.ts'
import type { Ctx } from '../context.ts'
import { segmentsPage, segmentsQuery, segmentsTableQuery } from '../contract/segments.ts'
import { askedAgain, sendTagged } from '../http/caching.ts'
import { type Cell, csvRow, saveAs } from '../http/csv.ts'
import { fromCursor, toCursor } from '../http/pagination.ts'
import { invalid } from '../http/problem.ts'
import { call, ok, refusals, routes, surveyId, unchanged } from '../openapi/call.ts'
import { tableCall } from '../openapi/table.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { valuesOn } from './property-values.ts'
import { readingOf } from './score-counts.ts'
import { surveyInReport } from './survey-report.ts'

/** `GET /v1/surveys/:id/segments`: every value of one property, however many there are. */
export const segments = routes()

tableCall(
  segments,
  {
    path: '/{id}/segments',
    operationId: 'downloadSegments',
    summary: 'The score of every value of a property, as a table',
    params: surveyId,
    query: segmentsTableQuery,
    isTagged: true,
    refused: ['not-found'],
  },
  async (c, asked, begin) => {
    const survey = await requireSurvey(c)
    const { values, rest } = await allValues(c, survey, asked)
    const reading = readingOf(survey)
    const rows = values.map(({ value, distribution }) => row(value, 1, groupScore(reading, distribution)))
    const last = rest ? [row('', rest.values, groupScore(reading, rest.distribution))] : []
    saveAs(c, `${survey.id}-segments`)
    const text = [header, ...rows, ...last].map(csvRow).join('')
    return sendTagged(c, begin + text, 'text/csv', askedAgain)
  },
)

const list = call({
  method: 'get',
  path: '/{id}/segments',
  operationId: 'listSegments',
  summary: 'The score of every value of a property, the largest first',
  description: 'A report lists ten values of a property; here are all of them.',
  request: { params: surveyId, query: segmentsQuery },
  responses: { 200: ok('A page of values', segmentsPage), ...unchanged, ...refusals('not-found', 'invalid') },
})
segments.openapi(list, async (c) => {
  const { limit, cursor, ...asked } = c.req.valid('query')
  const survey = await requireSurvey(c)
  const { values, rest } = await allValues(c, survey, asked)
  const reading = readingOf(survey)
  const begin = placeIn(cursor)
  const after = values.filter(
    ({ value, n }) => !begin || n < begin.n || (n === begin.n && value > begin.value),
  )
  const page = after.slice(0, limit)
  const last = page.at(-1)
  const body = {
    survey: surveyInReport(survey),
    property: asked.property,
    items: page.map(({ value, distribution }) => ({ value, ...inWords(groupScore(reading, distribution)) })),
    rest: rest && { values: rest.values, ...inWords(groupScore(reading, rest.distribution)) },
    nextCursor: last && page.length < after.length ? cursorAfter(last) : null,
  }
  return sendTagged(c, JSON.stringify(body), 'application/json', askedAgain)
})

function allValues(
  c: Ctx,
  survey: SurveyRecord,
  { property, minN = 1, ...asked }: z.output<typeof segmentsTableQuery>,
) {
  const { database, now } = c.var.services
  const defaults = { now: now(), timezone: c.var.workspace.timezone }
  return valuesOn(database, survey, asked, defaults, { property, minN })
}

const inWords = ({ value: score, ...others }: GroupScore) => ({ ...others, score })

/** `values` is how many values a row stands for: the rest has no name of its own. */
const header = ['value', 'values', 'n', 'score', 'low', 'high', 'caution']
const row = (value: string, values: number, { n, value: score, interval, caution }: GroupScore): Cell[] => [
  ...[value, values, n, score, interval?.low ?? null, interval?.high ?? null, caution],
]

type Place = { readonly n: number; readonly value: string }

const cursorAfter = ({ n, value }: Place) => toCursor(encodeURIComponent(`${n} ${value}`))

function placeIn(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const [, n, value] = tryDecode(fromCursor(cursor), decodeURIComponent).match(/^(\d{1,15}) (.*)$/s) ?? []
  if (n === undefined) throw invalid('cursor', 'must be the nextCursor of another page')
  return { n: Number(n), value: value! }
}
