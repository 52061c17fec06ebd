import * as z from 'zod'
import { type GroupScore, groupScore } from '../../shared/report.ts'
import { segmentsPage, segmentsQuery } from '../contract/segments.ts'
import { askedAgain, sendTagged } from '../http/caching.ts'
import { type Cell, csvBegin, csvRow, wantsCsv } from '../http/csv.ts'
import { invalid } from '../http/problem.ts'
import { call, refusals, routes, surveyId } from '../openapi/call.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { valuesOn } from './property-values.ts'
import { readingOf, surveyInReport } from './survey-report.ts'

/** `GET /v1/surveys/:id/segments`: every value of one property, however many there are. */
export const segments = routes()

const list = call({
  method: 'get',
  path: '/{id}/segments',
  summary: 'The score of every value of a property, the largest first',
  description: 'A report lists ten values of a property; here are all of them. As `text/csv` without pages.',
  request: { params: surveyId, query: segmentsQuery },
  responses: {
    200: {
      description: 'A page of values; as text/csv all of them',
      content: { 'application/json': { schema: segmentsPage }, 'text/csv': { schema: z.string() } },
    },
    304: { description: 'Unchanged since the ETag sent' },
    ...refusals('not-found', 'invalid'),
  },
})
segments.openapi(list, async (c) => {
  const { property, minN = 1, limit, cursor, excel, ...asked } = c.req.valid('query')
  const { database, now } = c.var.services
  const survey = await requireSurvey(c)
  const defaults = { now: now(), timezone: c.var.workspace.timezone }
  const { values, rest } = await valuesOn(database, survey, asked, defaults, { property, minN })
  const reading = readingOf(survey)
  c.header('vary', 'Accept', { append: true })
  if (wantsCsv(c)) {
    if (limit !== undefined || cursor !== undefined)
      throw invalid(limit === undefined ? 'cursor' : 'limit', 'is of pages: a table has all values')
    const rows = values.map(({ value, distribution }) => row(value, 1, groupScore(reading, distribution)))
    const last = rest ? [row('', rest.values, groupScore(reading, rest.distribution))] : []
    return sendTagged(
      c,
      csvBegin(excel) + [header, ...rows, ...last].map(csvRow).join(''),
      'text/csv',
      askedAgain,
    )
  }
  const begin = placeIn(cursor)
  const after = values.filter(
    ({ value, n }) => !begin || n < begin.n || (n === begin.n && value > begin.value),
  )
  const page = after.slice(0, limit ?? 100)
  const last = page.at(-1)
  const body = {
    survey: surveyInReport(survey),
    property,
    items: page.map(({ value, distribution }) => ({ value, ...inWords(groupScore(reading, distribution)) })),
    rest: rest && { values: rest.values, ...inWords(groupScore(reading, rest.distribution)) },
    nextCursor: last && page.length < after.length ? cursorAfter(last) : null,
  }
  return sendTagged(c, JSON.stringify(body), 'application/json', askedAgain)
})

const inWords = ({ value: score, ...others }: GroupScore) => ({ ...others, score })

/** `values` is how many values a row stands for: the rest has no name of its own. */
const header = ['value', 'values', 'n', 'score', 'low', 'high', 'caution']
const row = (value: string, values: number, { n, value: score, interval, caution }: GroupScore): Cell[] => [
  ...[value, values, n, score, interval?.low ?? null, interval?.high ?? null, caution],
]

type Place = { readonly n: number; readonly value: string }

const cursorAfter = ({ n, value }: Place) => btoa(encodeURIComponent(`${n} ${value}`))

function placeIn(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const [, n, value] = decoded(cursor).match(/^(\d{1,15}) (.*)$/s) ?? []
  if (n === undefined) throw invalid('cursor', 'must be the nextCursor of another page')
  return { n: Number(n), value: value! }
}

function decoded(cursor: string): string {
  try {
    return decodeURIComponent(atob(cursor))
  } catch {
    return ''
  }
}
