import { cautionOf } from '../../shared/segments.ts'
import type { ReportQuery } from '../contract/queries.ts'
import { onePerPerson } from '../storage/counts/per-person.ts'
import { pooled } from '../storage/counts/pooled.ts'
import { scan } from '../storage/counts/scan.ts'
import { storedCounts } from '../storage/counts/stored.ts'
import type { Counter, StateTally } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import { type Unit, units } from './calendar.ts'
import type { ReportPlan, TimeRange } from './report-plan.ts'

/** What was counted between the edges of a report's ranges. */
export type Tallies = { readonly edges: readonly number[]; readonly parts: readonly StateTally[][] }

/** Whose identity was signed, and what narrows a report, is not in the counts that are kept: then the answers are read. */
export function counterFor({ rule, selection, surveyIds }: ReportPlan): Counter {
  const all = selection.verified === undefined && !selection.narrow ? storedCounts : scan
  const counter = rule === 'all' ? all : onePerPerson(rule, all)
  return surveyIds.length === 1 ? counter : pooled(counter, surveyIds)
}

/** The tallies between the edges of all ranges, read at once. */
export async function timelineOver(
  database: Database,
  plan: ReportPlan,
  ranges: readonly TimeRange[],
  breaks: readonly number[] = [],
): Promise<Tallies> {
  const edges = edgesOf(ranges)
  return { edges, parts: await counterFor(plan).timeline(database, plan.selection, edges, breaks) }
}

/** Every time at which one of these ranges begins or ends, ascending. */
export function edgesOf(ranges: readonly TimeRange[]): number[] {
  return [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
}

/** Returns a function that picks the tallies of a range; both its ends must be edges. */
export function rangeReader({ edges, parts }: Tallies) {
  const placeOf = new Map(edges.map((edge, place) => [edge, place]))
  return ({ from, to }: TimeRange): StateTally[] => parts.slice(placeOf.get(from), placeOf.get(to)).flat()
}

export const counted = (tallies: readonly StateTally[]) => tallies.filter(({ state }) => state === 'counted')

export function sumOf<Item>(items: readonly Item[], read: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + read(item), 0)
}

export function answersIn(tallies: readonly StateTally[]): number {
  return sumOf(tallies, ({ counts }) => sumOf(counts, (count) => count))
}

/** A plan with the tallies of its period, its trend and the period compared with. */
export interface Planned {
  readonly plan: ReportPlan
  readonly tallies: Tallies
  /** `null` without a period to compare with. */
  readonly before: readonly StateTally[] | null
}

/** The plans a query may have, the usual one first: where no length of the trend's stretches was asked for, with longer ones too. */
export function* possiblePlans(
  asked: ReportQuery,
  planOf: (asked: ReportQuery) => ReportPlan,
): Generator<ReportPlan> {
  const usual = planOf(asked)
  yield usual
  if (asked.interval !== undefined) return
  for (const interval of units.slice(units.indexOf(usual.interval as Unit) + 1)) {
    const longer = planOf({ ...asked, interval })
    if (longer.trend.length < fewestStretches) return
    yield longer
  }
}

/** Whether the period compared with ends where the report's begins: then both are read at once. */
const isJoined = ({ previous, range }: ReportPlan) => previous?.to === range.from

const rangesOf = (plan: ReportPlan) => [
  ...[plan.range, ...plan.trend],
  ...(isJoined(plan) ? [plan.previous!] : []),
]

/** Reads the tallies of a plan. */
export async function withTallies(
  database: Database,
  plan: ReportPlan,
  known?: Promise<Tallies>,
): Promise<Planned> {
  const tallies =
    known ?? timelineOver(database, plan, rangesOf(plan), isJoined(plan) ? [plan.range.from] : [])
  const previous = plan.previous
  const apart = previous && !isJoined(plan) ? timelineOver(database, plan, [previous]) : tallies
  return {
    plan,
    tallies: await tallies,
    before: previous && rangeReader(await apart)(previous),
  }
}

/**
 * The first of these plans with which half of the stretches that anybody answered in have enough answers for a score, if
 * there is one; else the one with the most such stretches, the longest of them. Where every answer counts all are read
 * at once: of which a person's answers one counts depends on the stretches.
 */
export async function planFilled(database: Database, plans: readonly ReportPlan[]): Promise<Planned> {
  const [first] = plans as [ReportPlan]
  const all = first.rule === 'all' ? timelineOver(database, first, plans.flatMap(rangesOf)) : undefined
  if (database.remembers) for (const plan of plans) withTallies(database, plan, all).catch(() => {})
  let best: { readonly planned: Planned; readonly filled: number } | undefined
  for (const plan of plans) {
    const planned = await withTallies(database, plan, all)
    const { answered, filled } = stretchesOf(planned)
    if (2 * filled >= answered) return planned
    if (best === undefined || filled >= best.filled) best = { planned, filled }
  }
  return best!.planned
}

/** Fewer are no trend. */
const fewestStretches = 3

/** In how many stretches of its trend anybody answered, and enough for a score. */
function stretchesOf({ plan, tallies }: Planned): { readonly answered: number; readonly filled: number } {
  const read = rangeReader(tallies)
  const answers = plan.trend.map((each) => answersIn(counted(read(each)))).filter((n) => n > 0)
  const filled = answers.filter((n) => cautionOf(n) !== 'counts only')
  return { answered: answers.length, filled: filled.length }
}
