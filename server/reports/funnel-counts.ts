import { countRepeats, countViews, type Repeats } from '../storage/counts/funnel.ts'
import type { StateTally } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import type { ReportPlan } from './report-plan.ts'
import { answersIn, sumOf } from './tallies.ts'

/** Not for a report of only some answers: showings cannot be filtered the same way, so a rate would be wrong. */
function hasFunnel({ selection: { segment, channel, verified, narrow }, rule }: ReportPlan): boolean {
  return !segment && !channel && verified === undefined && !narrow && rule === 'all'
}

const viewsOf = (database: Database, { surveyIds, range }: ReportPlan) =>
  Promise.all(surveyIds.map((id) => countViews(database, id, range.from, range.to)))

const repeatsOf = (database: Database, { surveyIds, range }: ReportPlan) =>
  Promise.all(surveyIds.map((id) => countRepeats(database, id, range.from, range.to)))

/** How many were shown the survey, and what became of it; `null` for a report of only some answers. */
export async function countFunnel(database: Database, plan: ReportPlan, whole: readonly StateTally[]) {
  if (!hasFunnel(plan)) return null
  const all = await viewsOf(database, plan)
  const views = { shown: sumOf(all, ({ shown }) => shown), dismissed: sumOf(all, (each) => each.dismissed) }
  const widget = whole.filter(({ channel }) => channel === 'widget')
  const answered = answersIn(widget)
  const commented = sumOf(widget, ({ commented }) => commented)
  if (views.shown === 0 && answered === 0) return { ...views, answered, commented, anonymous: 0 }
  const repeated = await repeatsOf(database, plan)
  const repeats = (name: keyof Repeats) => sumOf(repeated, (each) => each[name])
  return {
    shown: views.shown - repeats('shown'),
    dismissed: views.dismissed - repeats('dismissed'),
    answered: answered - repeats('answered'),
    commented: commented - repeats('commented'),
    anonymous: views.shown - repeats('known'),
  }
}

/** Starts to read what it needs. */
export function readFunnel(database: Database, plan: ReportPlan): Promise<unknown> | null {
  return hasFunnel(plan) ? Promise.all([viewsOf(database, plan), repeatsOf(database, plan)]) : null
}
