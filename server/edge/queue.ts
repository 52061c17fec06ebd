import { type Delivered, redrive, type Stored, storeByPlace } from '../responses/save-queue.ts'
import type { Trouble } from '../storage/db.ts'
import { openAt } from '../storage/open-database.ts'
import type { Save, Verdict } from '../storage/responses.ts'
import { troubleOf } from '../storage/trouble.ts'
import { databaseOfSurvey } from '../workspaces/workspace-database.ts'
import { type Bindings, configOf } from './bindings.ts'
import { noteWrites } from './write-flag.ts'

/** What may pass by itself: one failed batch of these says nothing yet of the next. */
const passing: readonly Trouble[] = ['slow', 'busy', 'away', 'migrating']
/** Tries after which it is believed to last. */
const triesOfPassing = 3

/**
 * The consumer: stores a batch of the queue, each save in the database of its survey, and puts dead letters back. Logs a
 * line for each batch that failed, and tells those who accept saves whether writes fail.
 */
export async function consume(
  batch: Delivered & { readonly queue: string },
  bindings: Bindings,
  saveAt: (own: string | null) => (saves: readonly Save[]) => Promise<Verdict[]>,
): Promise<void> {
  if (batch.queue.endsWith('-dead')) {
    log({ says: 'dead letters go back into the queue', messages: batch.messages.length })
    return redrive(batch, bindings.SAVES!)
  }
  const placeOf = async ({ surveyId }: Save) => databaseOfSurvey(openAt(configOf(bindings), null), surveyId)
  const result = await storeByPlace(batch, placeOf, saveAt)
  await report(result, batch, bindings).catch(() => {})
}

async function report(
  { stored, failures, attempts }: Stored,
  { messages }: Delivered,
  { FLAGS }: Bindings,
): Promise<void> {
  if (failures.length === 0) return noteWrites(FLAGS, null)
  const found = failures.map(troubleOf).find((each) => each !== null) ?? null
  const { trouble, cause } = found ?? { trouble: null, cause: nameOf(failures[0]) }
  log({ says: 'answers wait in the queue', messages: messages.length, stored, attempts, trouble, cause })
  // Of several databases one may be away alone; what a workspace's answers wait for is no reason to refuse others.
  if (trouble && stored === 0 && (!passing.includes(trouble) || attempts >= triesOfPassing))
    await noteWrites(FLAGS, trouble)
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown')

function log(line: object): void {
  console.error(JSON.stringify({ level: 'error', kind: 'queue', ...line }))
}
