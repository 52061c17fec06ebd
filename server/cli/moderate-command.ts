import type { Moderated } from '../contract/moderation.ts'
import type { ModerationAction } from '../storage/moderation.ts'
import { CliError, type Connection, call } from './api.ts'
import { count, number } from './terminal.ts'

const actions: readonly ModerationAction[] = ['hold', 'drop', 'release', 'restore', 'delete']

/** Which answers, as options of the command line. */
export interface ModerateOptions {
  readonly ids?: readonly string[] | undefined
  readonly rating?: string | undefined
  readonly verified?: boolean | undefined
  readonly unverified?: boolean | undefined
  readonly all?: boolean | undefined
  readonly yes?: boolean | undefined
  readonly [name: string]: string | boolean | readonly string[] | undefined
}

const usage = `usage: sayso moderate ${actions.join('|')} ID --from T --origin O … [--yes]`

/** Tells what a decision does to the score, and with `--yes` makes it. Throws a CliError. */
export async function moderate(
  connection: Connection,
  [action, survey]: readonly string[],
  { ids, rating, verified, unverified, all, yes, ...filters }: ModerateOptions,
): Promise<void> {
  if (!survey || !actions.includes(action as ModerationAction)) throw new CliError(usage)
  const selection = {
    ...filters,
    ...(ids?.length && { ids }),
    ...(rating !== undefined && { rating: Number(rating) }),
    ...((verified || unverified) && { verified: Boolean(verified) }),
    ...(all && { all }),
  }
  const path = `/v1/surveys/${encodeURIComponent(survey)}/responses/${action}`
  console.log(effectOf(await decide(connection, path, { ...selection, dryRun: !yes })))
  if (!yes) console.log('nothing is changed yet: add --yes to do it')
}

/** A decision, and its effect on the score; `after` is `null` where a dry run took several calls, each with its own part. */
type Decided = Omit<Moderated, 'after'> & { readonly after: Moderated['after'] | null }

async function decide(connection: Connection, path: string, selection: object): Promise<Decided> {
  let sum: Decided | undefined
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const body = JSON.stringify({ ...selection, cursor })
    const headers = { 'content-type': 'application/json' }
    const part: Moderated = await call(connection, path, { method: 'POST', headers, body })
    sum = {
      ...part,
      matched: (sum?.matched ?? 0) + part.matched,
      changed: (sum?.changed ?? 0) + part.changed,
      before: sum?.before ?? part.before,
      after: sum && part.dryRun ? null : part.after,
    }
    cursor = part.nextCursor
  }
  return sum!
}

function effectOf({ matched, changed, before, after, dryRun }: Decided): string {
  const score = ({ n, value }: Moderated['before']) => `${number(value)} (n = ${count(n)})`
  return `${count(matched)} answers fit, ${count(changed)} ${dryRun ? 'would change' : 'changed'}
score ${score(before)} → ${after ? score(after) : 'not known before it is done: these are too many for one call'}`
}
