import { sendDue } from '../campaigns/sender.ts'
import type { Config } from '../config.ts'
import { logFailure } from '../http/failures.ts'
import { httpMailer } from '../mail/http-mailer.ts'
import type { Services } from '../services.ts'
import { catchUp } from '../storage/answers/index-answers.ts'
import { migrateTo } from '../storage/migrate.ts'
import { openAt } from '../storage/open-database.ts'
import { patienceOfKeyed, patienceOfUpkeep } from '../storage/remote.ts'
import { forgetOld } from '../storage/retention.ts'
import { listOwnDatabases } from '../storage/workspaces.ts'
import { writeProbe } from '../storage/write-probe.ts'
import type { ThemeContext } from '../themes/language-data.ts'
import { rebuildWithinBudget } from '../themes/rebuild.ts'
import { dropFormerKeys } from '../workspaces/environment-keys.ts'
import { turnOf } from '../workspaces/workspace-database.ts'
import { type Bindings, configOf, knownMigrations } from './bindings.ts'
import { ensureReady, isCurrent } from './ready.ts'
import { noteWrites, writesFail } from './write-flag.ts'

/** Milliseconds; what is left waits for the next minute. */
const indexBudget = 5000

/** Continues what is to be read again of comments, first of the survey that was changed, and the index of answers. */
export async function rebuild(themeContext: ThemeContext, changed?: string): Promise<void> {
  await rebuildWithinBudget(themeContext, changed)
  await catchUp(themeContext.database, Date.now() + indexBudget)
}

/** Milliseconds. A tick comes each minute; the next one continues what it leaves undone. */
const tickLength = 50_000
/** Each mail takes up to eight subrequests, of which the platform allows a thousand a tick. */
const turnsATick = 100

/** Workspaces' own databases that one tick serves beside the main one; where there are more, they rotate. */
const ownATick = 30

/** Turns of retention a tick, of three subrequests each; the next tick goes on where this one stopped. */
const forgettingATick = 60

/** The services over a database, for what nobody waits for. */
export type ServicesAt = (own: string | null) => Services

/** Databases this isolate has seen up to date. */
const migrated = new Set<string | null>()

/**
 * Once a minute: brings schemas up to date that `sayso migrate` did not, sends due mail, continues rebuilds, and forgets
 * what is old. Only the deployed version ticks. Rejects when a part of it failed, which the platform then shows.
 */
export async function tick(bindings: Bindings, servicesAt: ServicesAt): Promise<void> {
  const config = configOf(bindings)
  await bringUpToDate(bindings, config, null)
  await clearFlag(bindings, config)
  const main = openAt(config, null, { each: patienceOfKeyed })
  await dropFormerKeys(main, config.adminKey, Date.now(), 'quietly')
  const all = config.databaseTokens.size > 0 ? await listOwnDatabases(main) : []
  const looked = [null, ...turnOf(all, ownATick, Math.floor(Date.now() / 60_000))]
  const turns = Math.ceil(turnsATick / looked.length)
  const forgetting = Math.ceil(forgettingATick / looked.length)
  const end = Date.now() + tickLength
  // One database that is away must not hold up the others.
  const done = await Promise.allSettled(
    looked.map(async (own) => {
      await bringUpToDate(bindings, config, own)
      const services = servicesAt(own)
      await forgetOld(services.database, Date.now(), (done) => done < forgetting && Date.now() < end)
      await sendMail(services, config, turns)
      await rebuild(services)
    }),
  )
  const failed = done.filter((each) => each.status === 'rejected')
  for (const { reason } of failed) logFailure(reason, 'scheduled')
  if (failed.length > 0)
    throw new Error(`${failed.length} of ${looked.length} databases: see the log for why`)
}

async function bringUpToDate(bindings: Bindings, config: Config, own: string | null): Promise<void> {
  if (migrated.has(own)) return
  const known = () => knownMigrations(bindings)
  if (!(await isCurrent(openAt(config, own))))
    await migrateTo(openAt(config, own, { each: patienceOfUpkeep }), await known())
  await ensureReady(config, own, known)
  migrated.add(own)
}

/** Tries to write where the consumer could not, whose own next try may be hours away. */
async function clearFlag({ FLAGS }: Bindings, config: Config): Promise<void> {
  if (!(await writesFail(FLAGS))) return
  await writeProbe(openAt(config, null), Date.now())
  await noteWrites(FLAGS, null)
}

async function sendMail(services: Services, { mail, publicUrl }: Config, turns: number) {
  if (!mail || mail.by === 'smtp' || !publicUrl) return
  const mailer = httpMailer(mail.by, mail.key, mail.url)
  await sendDue({ ...services, publicUrl, mailer }, services.now() + tickLength, turns)
}
