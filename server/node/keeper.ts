import type { Sending } from '../campaigns/send-next.ts'
import { startSender } from '../campaigns/sender.ts'
import { logFailure } from '../http/problem.ts'
import { type Grouping, grouped } from '../responses/group-commit.ts'
import type { Services } from '../services.ts'
import type { Database } from '../storage/db.ts'
import { type Save, saveResponses } from '../storage/responses.ts'
import { forgetOld } from '../storage/retention.ts'
import { saveViews, type ViewSave } from '../storage/views.ts'
import { startRebuilding } from '../themes/rebuild.ts'

/** What this process does for one database: saves in groups, and work in the background. */
export interface Keeper {
  readonly services: Pick<Services, 'database' | 'save' | 'saveView' | 'rebuildThemes' | 'mail'>
  readonly hasRoom: () => boolean
  close(): Promise<void>
}

type Shared = Pick<Services, 'languageData' | 'tagger'>

/** Starts looking after a database. `sending` is what sends mail, `null` when nothing does. */
export function keep(
  database: Database,
  { languageData, tagger }: Shared,
  grouping: Grouping,
  sending: Omit<Sending, 'database'> | null,
): Keeper {
  const themeContext = { database, languageData }
  const saveAll = async (saves: readonly Save[]) =>
    saveResponses(database, await tagger.tag(themeContext, saves, Date.now()))
  const responses = grouped(saveAll, grouping)
  const views = grouped((some: readonly ViewSave[]) => saveViews(database, some), grouping)
  const rebuilding = startRebuilding(themeContext, (error) => logFailure(error, 'themes'))
  const mail = sending && startSender({ ...sending, database })
  const forgetting = daily(() => forgetOld(database, Date.now()))
  return {
    services: {
      database,
      save: responses.save,
      saveView: views.save,
      rebuildThemes: rebuilding.wake,
      mail,
    },
    hasRoom: () => responses.hasRoom() && views.hasRoom(),
    async close() {
      await mail?.close()
      await rebuilding.stop()
      forgetting.stop()
      await database.close()
    },
  }
}

/** Does something now and every day after; what fails is logged, and tried again the next day. */
function daily(deed: () => Promise<void>): { stop(): void } {
  const run = () => void deed().catch((error) => logFailure(error, 'daily'))
  run()
  const timer = setInterval(run, 86_400_000).unref()
  return { stop: () => clearInterval(timer) }
}
