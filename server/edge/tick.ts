import { sendDue } from '../campaigns/sender.ts'
import type { Config } from '../config.ts'
import { logFailure } from '../http/failures.ts'
import { inLanes } from '../http/turns.ts'
import { httpMailer } from '../mail/http-mailer.ts'
import { adjustGoals } from '../reports/adjust-goals.ts'
import type { Services } from '../services.ts'
import { catchUp } from '../storage/answers/index-answers.ts'
import { type DueWork, dueWork } from '../storage/due-work.ts'
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
/**
 * Mails a tick, of all databases together. Each takes up to eight calls, and the platform allows ten thousand a tick, of
 * which a look at a database takes one, and four when an isolate sees it first.
 */
export const mailsATick = 600
/** Turns of retention a tick, of three calls each, likewise; the next tick goes on where this one stopped. */
const forgettingATick = 60

/** Workspaces' own databases that one tick looks at beside the main one; where there are more, they rotate. */
const looksATick = 500
/** Looks at once: more wait for each other, since a Worker has six connections. */
const looksAtOnce = 6

/** The services over a database, for what nobody waits for. */
export type ServicesAt = (own: string | null) => Services

/** Databases this isolate has seen up to date. */
const migrated = new Set<string | null>()

/** What the databases of a tick share. */
interface Budget {
  readonly end: number
  readonly mails: { left: number }
  readonly forgetting: { left: number }
}

/**
 * Once a minute: brings schemas up to date that `sayso migrate` did not, and asks each database what is due. Those where
 * something is have a turn: due mail is sent, rebuilds go on, and what is old is forgotten. Only the deployed version
 * ticks. Rejects when a part of it failed, which the platform then shows.
 */
export async function tick(bindings: Bindings, servicesAt: ServicesAt): Promise<void> {
  const config = configOf(bindings)
  await bringUpToDate(bindings, config, null)
  await clearFlag(bindings, config)
  const main = openAt(config, null, { each: patienceOfKeyed })
  await dropFormerKeys(main, config.adminKey, Date.now(), 'quietly')
  const all = config.databaseTokens.size > 0 ? await listOwnDatabases(main) : []
  const looked = [null, ...turnOf(all, looksATick, Math.floor(Date.now() / 60_000))]
  const budget = {
    end: Date.now() + tickLength,
    mails: { left: mailsATick },
    forgetting: { left: forgettingATick },
  }
  const turns: Promise<void>[] = []
  const failed: unknown[] = []
  // One that is away must not hold up the others.
  await inLanes(looked, looksAtOnce, async (own) => {
    const due = bringUpToDate(bindings, config, own).then(() => lookAt(config, own, budget))
    const turn = due.then((work) => takeTurn(servicesAt(own), work, config, budget))
    turns.push(turn.catch((error) => void failed.push(error)))
    await due.catch(() => {})
  })
  await Promise.all(turns)
  for (const error of failed) logFailure(error, 'scheduled')
  if (failed.length > 0)
    throw new Error(`${failed.length} of ${looked.length} databases: see the log for why`)
}

function lookAt(config: Config, own: string | null, { end }: Budget): Promise<DueWork> {
  return dueWork(openAt(config, own, { reads: 'gathered' }), Date.now(), end)
}

async function takeTurn(services: Services, due: DueWork, config: Config, budget: Budget): Promise<void> {
  const { end, mails, forgetting } = budget
  if (due.upkeep) {
    await adjustGoals(services.database, Date.now())
    await forgetOld(
      services.database,
      Date.now(),
      (turns) => Date.now() < end && (turns === 0 || forgetting.left-- > 0),
    )
  }
  if (due.mail) await sendMail(services, config, budget.end, mails)
  if (due.upkeep) await rebuild(services)
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

async function sendMail(
  services: Services,
  { mail, publicUrl }: Config,
  end: number,
  turns: { left: number },
) {
  if (!mail || mail.by === 'smtp' || !publicUrl) return
  const mailer = httpMailer(mail.by, mail.key, mail.url)
  await sendDue({ ...services, publicUrl, mailer }, end, turns)
}
