import { millisecondsADay } from '../../shared/day.ts'
import { type GroupScore, groupScore } from '../../shared/report.ts'
import { bandNames, bandOf, points } from '../../shared/scale.ts'
import { type WeeksSilent, weeksSilentOf } from '../../shared/silence.ts'
import type { accountSorts } from '../contract/people.ts'
import { onScale } from '../reports/tally-scale.ts'
import {
  type AccountCounts,
  type AccountSelection,
  countAccounts,
  dayOfTime,
  mostAccounts,
} from '../storage/account-counts.ts'
import { stateOfAnswers } from '../storage/answers/changes.ts'
import { plain } from '../storage/answers/terms.ts'
import type { Database } from '../storage/db.ts'
import { type Fallen, findFallen } from '../storage/fallen.ts'
import { countAnswers } from '../storage/overview.ts'
import { type SurveyScale, surveyScales } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { type Pool, poolsOf } from '../surveys/pools.ts'

/** Days of the answers that an account's score is of. */
export const scoredDays = 365
/** Whose newest answer is older did not fall lately. */
export const fallDays = 90
const weeksKnown = 104

/** An account in a list: a value of the property that names accounts. */
export interface Account extends GroupScore {
  readonly account: string
  /** Counted answers to any survey, ever. */
  readonly answers: number
  /** The UTC day of its newest answer, in milliseconds. */
  readonly lastHeard: number
  /** People whose newest answer is in a lower band than their one before. */
  readonly fell: number
  readonly silent: WeeksSilent | null
}

export type AccountSort = (typeof accountSorts)[number]

/** Which accounts are listed, and how. */
export interface AccountsQuery {
  /** A survey of the pool that the scores are of; that with the most answers when left out. */
  readonly survey: string | null
  readonly text: string
  readonly sort: AccountSort
  readonly isReversed: boolean
}

export interface AccountList {
  readonly pools: readonly Pool[]
  /** That of which the scores are; `null` without surveys. */
  readonly pool: Pool | null
  readonly accounts: readonly Account[]
  /** Whether there are more than a list looks at. */
  readonly isCut: boolean
}

/** All accounts that fit, sorted. */
export async function listAccounts(
  database: Database,
  { id: workspaceId }: Workspace,
  property: string,
  query: AccountsQuery,
  now: number,
): Promise<AccountList> {
  // Read before the counts: what changes between the two is counted again next time, not left out.
  const [surveys, { epoch, erased, last }] = await Promise.all([
    surveyScales(database, workspaceId, null),
    stateOfAnswers(database, workspaceId),
  ])
  const pools = poolsOf(surveys)
  const pool = await poolWith(database, pools, query.survey)
  if (!pool) return { pools, pool, accounts: [], isCut: false }
  const [counted, fallen] = await countedOnce(
    // What was erased is gone from a list at once.
    [workspaceId, epoch, erased, property, dayOfTime(now), pool, surveys],
    { last, now },
    () =>
      Promise.all([
        countAccounts(database, selectionOf(property, surveys, pool, now)),
        findFallen(database, { workspaceId, property, surveys: rankedIn(pools), since: sinceFall(now) }),
      ]),
  )
  const fell = Map.groupBy(fallen, ({ account }) => account)
  const words = plain(query.text).trim()
  const accounts = counted
    .slice(0, mostAccounts)
    .filter(({ account }) => plain(account).includes(words))
    .map((counts) => accountOf(pool, counts, peopleIn(fell.get(counts.account) ?? []), now))
  return { pools, pool, accounts: sorted(accounts, query), isCut: counted.length > mostAccounts }
}

type Counted = readonly [counted: readonly AccountCounts[], fallen: readonly Fallen[]]

/** Counting reads every count of the property: a list that is only sorted or searched again is not counted again. */
const lists = new Map<string, { readonly last: number; readonly at: number; readonly counted: Counted }>()
const mostLists = 5

/**
 * Answers for which the counts are kept a millisecond though more came: beside saves the accounts of a million answers
 * would be counted again at each look, which takes seconds. Of fewer answers they are always of now.
 */
const answersAMillisecond = 8
const fewestKept = 100_000

async function countedOnce(
  what: readonly unknown[],
  { last, now }: { readonly last: number; readonly now: number },
  count: () => Promise<Counted>,
): Promise<Counted> {
  const key = JSON.stringify(what)
  const known = lists.get(key)
  if (known && (known.last === last || now < known.at + keptFor(known.counted[0]))) return known.counted
  const counted = await count()
  if (lists.size >= mostLists) lists.clear()
  lists.set(key, { last, at: now, counted })
  return counted
}

function keptFor(accounts: readonly AccountCounts[]): number {
  const answers = accounts.reduce((sum, { n }) => sum + n, 0)
  return answers < fewestKept ? 0 : answers / answersAMillisecond
}

/** The pool of a survey, or else that with the most answers. */
async function poolWith(
  database: Database,
  pools: readonly Pool[],
  survey: string | null,
): Promise<Pool | null> {
  const chosen = pools.find(({ surveys }) => surveys.some(({ id }) => id === survey))
  if (chosen || pools.length < 2) return chosen ?? pools[0] ?? null
  const ids = pools.flatMap(({ surveys }) => surveys.map(({ id }) => id))
  const answers = await countAnswers(database, ids)
  const answersTo = ({ surveys }: Pool) => surveys.reduce((sum, { id }) => sum + (answers.get(id) ?? 0), 0)
  return pools.reduce((most, pool) => (answersTo(pool) > answersTo(most) ? pool : most))
}

/** The counts of a pool's surveys over the last year. */
export function selectionOf(
  property: string,
  surveys: readonly SurveyScale[],
  pool: Pool,
  now: number,
): AccountSelection {
  const today = dayOfTime(now)
  return {
    property,
    surveyIds: surveys.map(({ id }) => id),
    scoredIds: pool.surveys.map(({ id }) => id),
    ...{ fromDay: today + 1 - scoredDays, toDay: today + 1, weeksFrom: today - 7 * weeksKnown },
  }
}

/** A whole day, so that a list is the same all day long. */
export const sinceFall = (now: number) => (dayOfTime(now) - fallDays) * millisecondsADay
/** The band of each rating 0 … 10 as a rank, the worst first. */
export function rankedIn(pools: readonly Pool[]) {
  const worstFirst = [...bandNames].reverse()
  return pools.flatMap(({ scale, surveys }) => {
    const onIt = new Set(points(scale))
    const ranks = Array.from({ length: 11 }, (_, rating) =>
      onIt.has(rating) ? worstFirst.indexOf(bandOf(scale, rating)) : 0,
    )
    return surveys.map(({ id }) => ({ id, ranks }))
  })
}

const peopleIn = (fallen: readonly Fallen[]) => new Set(fallen.map(({ person }) => person)).size

/** An account with its score and how it is heard. */
export function accountOf(
  { reading, scale }: Pool,
  counted: AccountCounts,
  fell: number,
  now: number,
): Account {
  const { account, counts, n, lastDay, firstWeek, weeksHeard } = counted
  const last = Math.floor(lastDay / 7)
  return {
    account,
    answers: n,
    lastHeard: lastDay * millisecondsADay,
    ...groupScore(reading, onScale(scale, counts)),
    fell,
    silent: weeksSilentOf(
      { heard: weeksHeard, first: firstWeek ?? last, last },
      Math.floor(dayOfTime(now) / 7),
    ),
  }
}

const byName = new Intl.Collator('en', { numeric: true })

/** What an account is sorted by; `null` stands last, whatever the order. */
const values: Readonly<Record<Exclude<AccountSort, 'name'>, (account: Account) => number | null>> = {
  risk: ({ fell, silent }) => -fell - (silent ? 1 : 0),
  score: ({ value }) => value,
  answers: ({ answers }) => -answers,
  heard: ({ lastHeard }) => -lastHeard,
}

function sorted(accounts: readonly Account[], { sort, isReversed }: AccountsQuery): Account[] {
  const sign = isReversed ? -1 : 1
  const named = [...accounts].sort((a, b) => byName.compare(a.account, b.account))
  if (sort === 'name') return isReversed ? named.reverse() : named
  const sortedBy = values[sort]
  return named.sort((a, b) => {
    const [one, other] = [sortedBy(a), sortedBy(b)]
    if (one === null || other === null) return +(one === null) - +(other === null)
    return sign * (one - other) || b.answers - a.answers
  })
}
