import { Hono } from 'hono'
import { millisecondsADay } from '../../shared/day.ts'
import { roundHalfAway } from '../../shared/rounding.ts'
import { scoreOf } from '../../shared/score.ts'
import type { Env } from '../context.ts'
import { invalid } from '../http/problem.ts'
import { readingOf } from '../reports/score-counts.ts'
import { distributionOn } from '../reports/survey-report.ts'
import { parametersOf, spanIn, textIn } from './parameters.ts'
import { projectOf } from './project.ts'
import { trendIn } from './trend.ts'

/** `/metrics`: the report's score of a span, in whole numbers; `null` where nobody answered. */
export const metrics = new Hono<Env>()

/** Clocks differ: answers may be dated a day ahead. No span reaches further, since nothing is there. */
const slack = 2 * millisecondsADay
/** Days of a request that names no span. */
const usualDays = 30

metrics.get('/', async (c) => {
  const { database, now } = c.var.services
  const survey = await projectOf(c)
  const given = await parametersOf(c)
  const { from, to } = spanIn(given)
  const isOpen = from === null && to === null
  if (from !== null && to !== null && from >= to) throw invalid('until', 'must not be earlier than since')
  const iso = (time: number) => new Date(time).toISOString()
  const latest = Math.max(now(), from ?? 0) + slack
  const end = to === null ? latest : Math.min(to, latest)
  const start = isOpen ? now() - usualDays * millisecondsADay : from
  const distribution = await distributionOn(
    database,
    survey,
    {
      ...(start !== null && start < end && { from: iso(start) }),
      to: iso(end),
      compare: 'none',
      ...((await trendIn(database, survey, given)) && { segment: textIn(given, 'trend')! }),
    },
    { now: now(), timezone: c.var.workspace.timezone },
  )
  const { n, bands, metric, value } = scoreOf(readingOf(survey), distribution)
  const whole = (number: number | null) => (number === null ? null : roundHalfAway(number))
  const counts = bands.flatMap(({ band, count, percent }) => [
    [`${band}_count`, count],
    [`${band}_percent`, whole(percent)],
  ])
  return c.json({ [metric]: whole(value), ...Object.fromEntries(counts), response_count: n })
})
