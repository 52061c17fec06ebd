import type { Ctx } from '../context.ts'
import type { Moderated } from '../contract/moderation.ts'
import { Refusal } from '../http/problem.ts'
import type { HeldReason } from '../links/visit.ts'
import { decideOn, scoreIn } from '../responses/moderation-routes.ts'
import { findAnswers } from '../storage/answers/find-answers.ts'
import { catchUp } from '../storage/answers/index-answers.ts'
import type { After } from '../storage/find-responses.ts'
import { heldAnswers } from '../storage/held.ts'
import {
  allAnswers,
  countedRatings,
  type Effect,
  type ModerationAction,
  moderate,
} from '../storage/moderation.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import type { PlannedFilter } from './answer-filter.ts'

/** Milliseconds that a decision waits for answers to be indexed. */
const patience = 5000

/** Answers decided on in one transaction. */
const atOnce = 500

/** The answers of a survey that a filter finds, some at a time, the newest first. */
async function* idsOf(c: Ctx, { filter }: PlannedFilter): AsyncGenerator<string[]> {
  const { database } = c.var.services
  // Those that are not indexed yet would be left out.
  if (!(await catchUp(database, Date.now() + patience))) throw new Refusal('busy')
  for (let before: number | null = null; ; ) {
    const found = await findAnswers(database, filter, before === null ? null : { before }, atOnce)
    if (found.length > 0) yield found.map(({ id }) => id)
    if (found.length < atOnce) return
    before = found.at(-1)!.key
  }
}

/** The score of a survey before and after what is held for a reason, and nobody decided about, is released. */
export async function foretellRelease(
  { var: { services } }: Ctx,
  survey: SurveyRecord,
  reason: HeldReason,
): Promise<Pick<Moderated, 'before' | 'after'>> {
  const { database, now } = services
  const counts = await countedRatings(database, survey.id)
  let after = counts
  const selection = { ...heldAnswers, reason, ruling: 'none' } as const
  for (let place: After | null = null; ; ) {
    const options = { now: now(), after: place, dryRun: true }
    const effect: Effect = await moderate(database, survey.id, selection, 'release', options)
    after = after.map((count, rating) => count + effect.difference[rating]!)
    place = effect.next
    if (!place) return { before: scoreIn(survey, counts), after: scoreIn(survey, after) }
  }
}

/** What a decision on all answers of a filter would do to the score of their survey. */
export async function foretellOn(
  c: Ctx,
  survey: SurveyRecord,
  plan: PlannedFilter,
  action: ModerationAction,
): Promise<Pick<Moderated, 'matched' | 'changed' | 'before' | 'after'>> {
  const { database, now } = c.var.services
  const counts = await countedRatings(database, survey.id)
  let [matched, changed, after] = [0, 0, counts]
  for await (const ids of idsOf(c, plan)) {
    const options = { now: now(), after: null, dryRun: true }
    const effect = await moderate(database, survey.id, { ...allAnswers, ids }, action, options)
    matched += effect.matched
    changed += effect.changed
    after = after.map((count, rating) => count + effect.difference[rating]!)
  }
  return { matched, changed, before: scoreIn(survey, counts), after: scoreIn(survey, after) }
}

/** Applies a decision to all answers that a filter finds. */
export async function decideOnAll(
  c: Ctx,
  survey: SurveyRecord,
  plan: PlannedFilter,
  action: ModerationAction,
): Promise<void> {
  for await (const ids of idsOf(c, plan)) await decideOn(c, survey, action, { ids })
  if (action === 'delete') await c.var.services.database.scrub()
}
