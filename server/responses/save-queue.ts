import { type Database, isStorageAway } from '../storage/db.ts'
import { previewSave, type Save, type Verdict } from '../storage/responses.ts'

/** A queue of the platform, as far as it is used here: resolves when it has kept the message. */
export interface SaveQueue {
  send(save: Save): Promise<void>
}

/** What the platform hands over from the queue; what is retried comes again later. */
export interface Delivered {
  readonly messages: readonly { readonly body: Save; ack(): void; retry(): void }[]
}

/**
 * Stores saves later, by way of a queue: each is judged by one read as it would be by the save
 * itself, and acknowledged when the queue has it. What the queue does not take is stored at once.
 */
export function queueing(
  database: Database,
  queue: SaveQueue,
  save: (save: Save) => Promise<Verdict>,
): (save: Save) => Promise<Verdict> {
  return async (given) => {
    const verdict = await previewSave(database, given)
    if (verdict.outcome !== 'created' && verdict.outcome !== 'advanced') return verdict
    try {
      await queue.send(given)
      return verdict
    } catch {
      return save(given)
    }
  }
}

/**
 * Stores what came from the queue, all of it in one transaction, and acknowledges it then. While the
 * database is away everything comes again later. When one save cannot be stored for a reason of its
 * own, each is stored by itself, so that it cannot take others with it. Storing again changes nothing.
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

/** The messages of a batch by where their answers are to be stored; what has no place just now comes again later. */
export async function partedBy<Place>(
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
