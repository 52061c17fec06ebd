import type { Sending } from '../campaigns/send-next.ts'
import { startSender } from '../campaigns/sender.ts'
import { logFailure } from '../http/failures.ts'
import { inLanes } from '../http/turns.ts'
import { adjustGoals } from '../reports/adjust-goals.ts'
import { type GroupLimits, grouped } from '../responses/group-commit.ts'
import type { Services } from '../services.ts'
import { startIndexing } from '../storage/answers/index-answers.ts'
import type { Database } from '../storage/db.ts'
import { dueWork } from '../storage/due-work.ts'
import { type Save, saveResponses } from '../storage/responses.ts'
import { forgetOld } from '../storage/retention.ts'
import { saveViews, type ViewSave } from '../storage/views.ts'
import { listOwnDatabases } from '../storage/workspaces.ts'
import type { ThemeContext } from '../themes/language-data.ts'
import { startRebuilding } from '../themes/rebuild.ts'
import type { OpenMailer } from './mailer.ts'

/** What this process runs for one database: grouped saves, and work in the background. */
export interface Background {
  readonly services: Pick<Services, 'database' | 'save' | 'saveView' | 'rebuildThemes' | 'mail'>
  readonly hasRoom: () => boolean
  /** Starts its workers. */
  start(): void
  /** Starts its workers when something is due, and ends them when nothing was for a while. */
  look(): Promise<void>
  /** Ends the work and closes the database. */
  close(): Promise<void>
}

type Shared = Pick<Services, 'languageData' | 'tagger'>

/** What sends mail, `null` when nothing does. */
type SendingBy = (Omit<Sending, 'database'> & Pick<OpenMailer, 'takes'>) | null

/** A database of this process: `unhurried` opens it for what nobody waits for, `gathered` for a look at what is due. */
export interface Databases {
  readonly database: Database
  readonly unhurried: Database
  readonly gathered?: Database
}

/** Milliseconds without a save, a change or anything due, after which the workers of a database end. */
const restAfter = 5 * 60_000

/**
 * Starts the background work of a database. Its workers look for work of their own every few seconds, so of databases
 * that are mostly idle they run while there is something: `look` starts them, as does each save and change.
 */
export function startBackground(
  { database, unhurried, gathered = unhurried }: Databases,
  { languageData, tagger }: Shared,
  limits: GroupLimits,
  sending: SendingBy,
): Background {
  const themeContext = { database, languageData }
  const saveAll = async (saves: readonly Save[]) =>
    saveResponses(database, await tagger.tag(themeContext, saves, Date.now()))
  const responses = grouped(saveAll, limits)
  const views = grouped((some: readonly ViewSave[]) => saveViews(database, some), limits)
  let workers: Workers | null = null
  let lastUse = 0
  function awake(): Workers {
    lastUse = Date.now()
    workers ??= startWorkers({ database: unhurried, languageData }, sending)
    return workers
  }
  async function rest(): Promise<void> {
    const ending = workers
    workers = null
    await ending?.stop()
  }
  return {
    services: {
      database,
      save(save) {
        awake()
        return responses.save(save)
      },
      saveView: views.save,
      rebuildThemes: (changed) => awake().rebuilding.wake(changed),
      mail: sending && {
        wake: () => awake().mail?.wake(),
        send: sending.mailer,
        takes: sending.takes,
        perHour: null,
      },
    },
    hasRoom: () => responses.hasRoom() && views.hasRoom(),
    start: () => void awake(),
    async look() {
      const now = Date.now()
      const due = await dueWork(gathered, now, now + 2 * lookInterval)
      if (due.upkeep || (due.mail && sending)) awake()
      else if (now - lastUse > restAfter) await rest()
    },
    async close() {
      await rest()
      await database.close()
    },
  }
}

type Workers = ReturnType<typeof startWorkers>

/** Starts what works on a database until it is stopped. */
function startWorkers(context: ThemeContext, sending: SendingBy) {
  const { database } = context
  const rebuilding = startRebuilding(context, (error) => logFailure(error, 'themes'))
  const indexing = startIndexing(database, (error) => logFailure(error, 'answer index'))
  const mail = sending && startSender({ ...sending, database })
  const retention = startRetention(database)
  return {
    rebuilding,
    mail,
    async stop() {
      await mail?.close()
      await rebuilding.stop()
      await indexing.stop()
      await retention.stop()
    },
  }
}

const minute = 60_000

/**
 * Adjusts goals and forgets what is old, now and each minute, beside saves. `stop` resolves after the current turn; the place is stored.
 */
function startRetention(database: Database): { stop(): Promise<void> } {
  let isStopped = false
  let working: Promise<unknown> | null = null
  function run(): void {
    working ??= adjustGoals(database, Date.now())
      .catch((error) => logFailure(error, 'goals'))
      .then(() => forgetOld(database, Date.now(), () => !isStopped))
      .catch((error) => logFailure(error, 'retention'))
      .finally(() => {
        working = null
      })
  }
  run()
  const timer = setInterval(run, minute).unref()
  return {
    async stop() {
      isStopped = true
      clearInterval(timer)
      await working
    },
  }
}

/** The background work of the databases that workspaces have of their own. */
export interface OwnBackgrounds {
  /** The one at this address, started when first needed; rejects while its database is away, and the next call retries. */
  at(url: string): Promise<Background>
  close(): Promise<void>
}

/** Milliseconds between looks at all databases, for what is due and for those that another process added, or that were away. */
const lookInterval = 60_000
/** Databases that are looked at, or migrated, at a time. */
const looksAtOnce = 8

/**
 * One scheduler for all databases that the directory lists: it asks each of them once a minute what is due. `begin`
 * prepares one database for that.
 */
export function startOwnBackgrounds(
  directory: Database,
  begin: (url: string) => Promise<Background>,
): OwnBackgrounds {
  const started = new Map<string, Promise<Background>>()
  const failed = (error: unknown) => logFailure(error, 'own databases')
  let isClosing = false

  function at(url: string): Promise<Background> {
    const known = started.get(url)
    if (known) return known
    const background = begin(url)
    started.set(url, background)
    background.catch(() => started.delete(url))
    return background
  }

  async function look(): Promise<void> {
    await inLanes(await listOwnDatabases(directory), looksAtOnce, async (url) => {
      if (isClosing) return
      await at(url)
        .then((background) => background.look())
        .catch(failed)
    })
  }

  let looking = look().catch(failed)
  const timer = setInterval(() => {
    looking = looking.then(look).catch(failed)
  }, lookInterval).unref()
  return {
    at,
    async close() {
      isClosing = true
      clearInterval(timer)
      await looking
      const settled = await Promise.allSettled(started.values())
      await Promise.all(settled.map((each) => each.status === 'fulfilled' && each.value.close()))
    },
  }
}
