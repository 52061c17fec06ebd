import { type Database, isStorageAway } from '../storage/db.ts'
import { keyOf } from '../storage/find-responses.ts'
import { previewSave, type Save, type Verdict } from '../storage/responses.ts'

/** A Cloudflare Queue, as far as it is used here: `send` resolves when the message is stored. */
export interface SaveQueue {
  send(save: Save): Promise<void>
}

/** A message of the queue; one that is retried comes again later, for the platform's hundred times. */
export interface Message {
  readonly body: Save
  /** How often it was delivered, this time too; 1 where it is left out. */
  readonly attempts?: number
  ack(): void
  retry(options?: { delaySeconds: number }): void
}

/** A batch from the queue. */
export interface Delivered {
  readonly messages: readonly Message[]
}

/** What became of a batch. */
export interface Stored {
  readonly stored: number
  /** Why others were not, and how often the oldest of them was tried. */
  readonly failures: readonly unknown[]
  readonly attempts: number
}

/** The longest delay of the platform: twelve hours, in seconds. */
const longestDelay = 43_200

/**
 * Seconds until the next try: an eighth of the time the outage has lasted. A hundred tries together outlast the fourteen
 * days that a queue keeps a message.
 */
export function retryDelay(attempts: number): number {
  return Math.min(longestDelay, Math.round(10 * 1.12 ** (attempts - 1)))
}

const retryLater = (message: Message) => message.retry({ delaySeconds: retryDelay(message.attempts ?? 1) })

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
 * another isolate's is not known, and found when it is stored. `requireWrites` rejects while nothing can be stored.
 */
export function queueing(
  database: Database,
  queue: SaveQueue,
  save: (save: Save) => Promise<Verdict>,
  waiting: Waiting,
  requireWrites: () => Promise<void> = async () => {},
): (save: Save) => Promise<Verdict> {
  return async (given) => {
    await requireWrites()
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
): Promise<Stored> {
  try {
    await saveAll(messages.map(({ body }) => body))
    for (const message of messages) message.ack()
    return { stored: messages.length, failures: [], attempts: 0 }
  } catch (error) {
    if (messages.length > 1 && !isStorageAway(error)) {
      const each = []
      for (const message of messages) each.push(await storeDelivered({ messages: [message] }, saveAll))
      return together(each)
    }
    for (const message of messages) retryLater(message)
    return { stored: 0, failures: [error], attempts: mostAttempts(messages) }
  }
}

const mostAttempts = (messages: readonly Message[]) =>
  Math.max(...messages.map(({ attempts = 1 }) => attempts))

function together(parts: readonly Stored[]): Stored {
  return {
    stored: parts.reduce((sum, { stored }) => sum + stored, 0),
    failures: parts.flatMap(({ failures }) => failures),
    attempts: Math.max(0, ...parts.map(({ attempts }) => attempts)),
  }
}

/** A batch split by the database each save belongs to; where that cannot be found now, the message is retried later. */
export async function splitBy<Place>(
  { messages }: Delivered,
  placeOf: (save: Save) => Promise<Place>,
  onLost: (error: unknown) => void = () => {},
): Promise<Map<Place, Delivered>> {
  const parts = new Map<Place, Message[]>()
  for (const message of messages)
    try {
      const place = await placeOf(message.body)
      parts.set(place, [...(parts.get(place) ?? []), message])
    } catch (error) {
      retryLater(message)
      onLost(error)
    }
  return new Map([...parts].map(([place, messages]) => [place, { messages }]))
}

/** Stores a batch, each save in the database of its survey. */
export async function storeByPlace<Place>(
  batch: Delivered,
  placeOf: (save: Save) => Promise<Place>,
  saveAt: (place: Place) => (saves: readonly Save[]) => Promise<Verdict[]>,
): Promise<Stored> {
  const lost: unknown[] = []
  const parts = await splitBy(batch, placeOf, (error) => lost.push(error))
  const stored = await Promise.all([...parts].map(([place, part]) => storeDelivered(part, saveAt(place))))
  return together([{ stored: 0, failures: lost, attempts: mostAttempts(batch.messages) }, ...stored])
}

/**
 * Puts dead letters back into the queue, which keeps them as long again: they were acknowledged, so they are not given
 * up, however long the database is away.
 */
export async function redrive({ messages }: Delivered, queue: SaveQueue): Promise<void> {
  for (const message of messages)
    await queue.send(message.body).then(
      () => message.ack(),
      () => retryLater(message),
    )
}
