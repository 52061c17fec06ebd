/** Brings a database file up to date, in a process that can be killed: `node migrating.ts URL`. Ends with 3 when another has it. */
import { DatabaseInUse } from '../../server/storage/db.ts'
import { openFile } from '../../server/storage/file.ts'
import { migrate } from '../../server/storage/migrate.ts'

try {
  const database = await openFile(process.argv[2]!)
  await migrate(database)
  await database.close()
} catch (error) {
  if (!(error instanceof DatabaseInUse)) throw error
  process.exitCode = 3
}
