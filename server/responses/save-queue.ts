import { type Database, isStorageAway } from '../storage/db.ts'
import { keyOf } from '../storage/find-responses.ts'
import { previewSave, type Save, type Verdict } from '../storage/responses.ts'

/** A Cloudflare Queue, as far as it is used here: `send` resolves when the message is stored. */
export interface SaveQueue {
  send(save: Save): Promise<void>
}

/** A batch from the queue; a message that is retried comes again later. */
export interface Delivered {
  readonly messages: readonly { readonly body: Save; ack(): void; retry(): void }[]
}

/** First saves waiting in the queue, by response: whose write key each is under. */
export type Waiting = Map<string, string>

/** Enough for what one isolate takes while a batch waits. */
const mostWaiting = 20_000

/** Whether another write key made this response a moment ago; the first one known keeps it. */
function isAnothers(waiting: Waiting, { surveyId, id, writeKeyHash }: Save): boolean {
  const key = keyOf(surveyId, id)
  const first = waiting.get(key)
  if (first !== undefined) return first !== writeKeyHash
  if (waiting.size >= mostWaiting) waiting.delete(waiting.keys().next().value!)
  waiting.set(key, writeKeyHash)
  return false
}

/**
 * Stores saves later, by way of a queue: each is checked by one read as the save itself would check
 * it, and acknowledged when the queue has it. A save that the queue rejects is stored at once. Until a response is
 * stored, `waiting` knows who made it, so that whoever makes it a second time is told, as they would be afterwards;
 * another isolate's is not known, and found when it is stored.
 */
export function queueing(
  database: Database,
  queue: SaveQueue,
  save: (save: Save) => Promise<Verdict>,
  waiting: Waiting,
): (save: Save) => Promise<Verdict> {
  return async (given) => {
    const verdict = await previewSave(database, given)
    if (verdict.outcome !== 'created' && verdict.outcome !== 'advanced') return verdict
    if (verdict.outcome === 'created' && isAnothers(waiting, given)) return { outcome: 'other key' }
    try {
      await queue.send(given)
      return verdict
    } catch {
      return save(given)
    }
  }
}

/**
 * Stores a batch in one transaction, and acknowledges it then. While the database is away the whole
 * batch is retried later. When it fails because of one save, each is stored by itself, so that one
 * cannot fail the others. Storing is idempotent, so a message delivered twice changes nothing.
 */
export async function storeDelivered(
  { messages }: Delivered,
  saveAll: (saves: readonly Save[]) => Promise<Verdict[]>,
): Promise<void> {
  try {
    await saveAll(messages.map(({ body }) => body))
    for (const message of messages) message.ack()
  } catch (error) {
    const isAlone = messages.length === 1
    if (isAlone || isStorageAway(error)) for (const message of messages) message.retry()
    else for (const message of messages) await storeDelivered({ messages: [message] }, saveAll)
  }
}

/** A batch split by the database each save belongs to; where that cannot be found now, the message is retried later. */
export async function splitBy<Place>(
  { messages }: Delivered,
  placeOf: (save: Save) => Promise<Place>,
): Promise<Map<Place, Delivered>> {
  const parts = new Map<Place, Delivered['messages'][number][]>()
  for (const message of messages) {
    const place = await placeOf(message.body).catch(() => undefined)
    if (place === undefined) message.retry()
    else parts.set(place, [...(parts.get(place) ?? []), message])
  }
  return new Map([...parts].map(([place, messages]) => [place, { messages }]))
}
