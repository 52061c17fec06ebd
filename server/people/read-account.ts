import { millisecondsADay } from '../../shared/day.ts'
import type { GroupScore } from '../../shared/report.ts'
import { asksSince, countAccounts } from '../storage/account-counts.ts'
import { findAnswers } from '../storage/answers/find-answers.ts'
import { catchUp } from '../storage/answers/index-answers.ts'
import { facet } from '../storage/answers/terms.ts'
import type { Database } from '../storage/db.ts'
import { type Fallen, findFallen } from '../storage/fallen.ts'
import { type KnownPerson, nameOf, peopleOf } from '../storage/people.ts'
import { surveyScales } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { type Pool, poolsOf } from '../surveys/pools.ts'
import { type Account, accountOf, fallDays, rankedIn, selectionOf, sinceFall } from './list-accounts.ts'

/** Answers in which the people of an account are looked for: the newest. */
const mostAnswers = 3000
/** Times somebody is asked in vain before they count as silent. */
const fewestAsks = 2
/** Somebody of an account, as their newest answer has them. */
export interface AccountPerson extends KnownPerson {
  /** Their answer before, when it was in a better band. */
  readonly fellFrom: Pick<Fallen, 'surveyId' | 'rating' | 'before' | 'beforeAt' | 'answeredAt'> | null
  /** How often they were asked since their newest answer, on pages and by mail. */
  readonly asksSince: number
  /** Asked at least twice since, in 90 days or more. */
  readonly isSilent: boolean
}

/** The score of an account on the surveys of one pool. */
export interface AccountScore extends GroupScore {
  readonly pool: Pool
}

export interface AccountInFull {
  /** Its scores over the last year, those of the most answers first. */
  readonly scores: readonly AccountScore[]
  /** Without a score: of all surveys together. */
  readonly account: Pick<Account, 'answers' | 'lastHeard' | 'silent'>
  /** Who is at risk first, then whoever answered last. */
  readonly people: readonly AccountPerson[]
  /** Whether its oldest answers were not looked at for people. */
  readonly isCut: boolean
}

/** Everything about one account; `null` when nobody ever answered with this value of the property. */
export async function readAccount(
  database: Database,
  workspace: Workspace,
  property: string,
  account: string,
  now: number,
): Promise<AccountInFull | null> {
  await catchUp(database)
  const surveys = await surveyScales(database, workspace.id, null)
  const pools = poolsOf(surveys)
  const counted = await Promise.all(
    pools.map(async (pool) => {
      const selection = { ...selectionOf(property, surveys, pool, now), account }
      const [counts] = await countAccounts(database, selection)
      return counts ? { pool, account: accountOf(pool, counts, 0, now) } : null
    }),
  )
  const known = counted.filter((each) => each !== null)
  if (known.length === 0) return null
  const match = {
    all: [{ token: facet.countedIn(workspace.id) }, { token: facet.segment(property, account) }],
  }
  const answers = await findAnswers(database, { match, from: null, to: null, theme: null }, null, mostAnswers)
  const selected = {
    ...{ workspaceId: workspace.id, property, surveys: rankedIn(pools), since: sinceFall(now) },
    of: { account, answers },
  }
  const [people, fallen] = await Promise.all([
    peopleOf(database, workspace.id, answers),
    findFallen(database, selected),
  ])
  return {
    scores: known
      .map(({ pool, account: { n, value, interval, caution } }) => ({ pool, n, value, interval, caution }))
      .filter(({ n }) => n > 0)
      .sort((a, b) => b.n - a.n),
    account: known[0]!.account,
    people: await withRisk(database, workspace.id, people, fallen, now),
    isCut: answers.length === mostAnswers,
  }
}

async function withRisk(
  database: Database,
  workspaceId: string,
  people: readonly KnownPerson[],
  fallen: readonly Fallen[],
  now: number,
): Promise<AccountPerson[]> {
  const given = people.map(({ id, email, answeredAt }) => ({ id, email, since: answeredAt }))
  const asks = await asksSince(database, workspaceId, given)
  const fell = new Map(fallen.map((each) => [each.person, each]))
  const judged = people.map((person, place): AccountPerson => {
    const isLongAgo = now - person.answeredAt >= fallDays * millisecondsADay
    return {
      ...person,
      fellFrom: fell.get(nameOf(person)) ?? null,
      asksSince: asks[place]!,
      isSilent: isLongAgo && asks[place]! >= fewestAsks,
    }
  })
  const isAtRisk = ({ fellFrom, isSilent }: AccountPerson) => fellFrom !== null || isSilent
  return [...judged.filter(isAtRisk), ...judged.filter((person) => !isAtRisk(person))]
}
