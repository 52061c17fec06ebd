import type { Sending } from '../campaigns/send-next.ts'
import { startSender } from '../campaigns/sender.ts'
import { logFailure } from '../http/failures.ts'
import { type GroupLimits, grouped } from '../responses/group-commit.ts'
import type { Services } from '../services.ts'
import { startIndexing } from '../storage/answers/index-answers.ts'
import type { Database } from '../storage/db.ts'
import { type Save, saveResponses } from '../storage/responses.ts'
import { forgetOld } from '../storage/retention.ts'
import { saveViews, type ViewSave } from '../storage/views.ts'
import { listOwnDatabases } from '../storage/workspaces.ts'
import { startRebuilding } from '../themes/rebuild.ts'
import type { OpenMailer } from './mailer.ts'

/** What this process runs for one database: grouped saves, and work in the background. */
export interface Background {
  readonly services: Pick<Services, 'database' | 'save' | 'saveView' | 'rebuildThemes' | 'mail'>
  readonly hasRoom: () => boolean
  /** Ends the work and closes the database. */
  close(): Promise<void>
}

type Shared = Pick<Services, 'languageData' | 'tagger'>

/**
 * Starts the background work of a database, which `unhurried` opens for what nobody waits for. `sending` is what sends
 * mail, `null` when nothing does.
 */
export function startBackground(
  { database, unhurried }: { database: Database; unhurried: Database },
  { languageData, tagger }: Shared,
  limits: GroupLimits,
  sending: (Omit<Sending, 'database'> & Pick<OpenMailer, 'takes'>) | null,
): Background {
  const themeContext = { database, languageData }
  const saveAll = async (saves: readonly Save[]) =>
    saveResponses(database, await tagger.tag(themeContext, saves, Date.now()))
  const responses = grouped(saveAll, limits)
  const views = grouped((some: readonly ViewSave[]) => saveViews(database, some), limits)
  const rebuilding = startRebuilding({ database: unhurried, languageData }, (error) =>
    logFailure(error, 'themes'),
  )
  const indexing = startIndexing(unhurried, (error) => logFailure(error, 'answer index'))
  const mail = sending && startSender({ ...sending, database: unhurried })
  const retention = startRetention(unhurried)
  return {
    services: {
      database,
      save: responses.save,
      saveView: views.save,
      rebuildThemes: rebuilding.wake,
      mail: mail && { wake: mail.wake, send: sending.mailer, takes: sending.takes },
    },
    hasRoom: () => responses.hasRoom() && views.hasRoom(),
    async close() {
      await mail?.close()
      await rebuilding.stop()
      await indexing.stop()
      await retention.stop()
      await database.close()
    },
  }
}

const minute = 60_000

/**
 * Forgets what is old, now and each minute, beside saves. `stop` resolves after the current turn; the place is stored.
 */
function startRetention(database: Database): { stop(): Promise<void> } {
  let isStopped = false
  let working: Promise<unknown> | null = null
  function run(): void {
    working ??= forgetOld(database, Date.now(), () => !isStopped)
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

/** Milliseconds between looks for databases that another process added, or that were away. */
const lookInterval = 60_000

/** Starts all that the directory lists. `begin` prepares one database and starts its background work. */
export function startOwnBackgrounds(
  directory: Database,
  begin: (url: string) => Promise<Background>,
): OwnBackgrounds {
  const started = new Map<string, Promise<Background>>()

  function at(url: string): Promise<Background> {
    const known = started.get(url)
    if (known) return known
    const background = begin(url)
    started.set(url, background)
    background.catch(() => started.delete(url))
    return background
  }

  async function look(): Promise<void> {
    const failed = (error: unknown) => logFailure(error, 'own databases')
    await listOwnDatabases(directory)
      .then((urls) => Promise.all(urls.map((url) => at(url).catch(failed))))
      .catch(failed)
  }

  let looking = look()
  const timer = setInterval(() => {
    looking = looking.then(look)
  }, lookInterval).unref()
  return {
    at,
    async close() {
      clearInterval(timer)
      await looking
      const settled = await Promise.allSettled(started.values())
      await Promise.all(settled.map((each) => each.status === 'fulfilled' && each.value.close()))
    },
  }
}
