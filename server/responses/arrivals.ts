import { isFloodReason, shortestFloodText } from '../../shared/flood.ts'
import { hexadecimal } from '../../shared/hexadecimal.ts'
import type { Ctx } from '../context.ts'
import { networkOf } from '../http/limits.ts'
import { floodStore, ruleOnFloods } from '../storage/floods.ts'
import { firstWorkspaceId } from '../storage/workspaces.ts'
import type { Arrival, FloodWatch } from './flood-watch.ts'

/** An answer as it arrived, before what it has in common with others is hashed. */
export interface Arriving {
  readonly surveyId: string
  readonly id: string
  readonly rating: number
  readonly comment: string | null
  readonly isNew: boolean
}

/** Nobody's address: not known, or a proxy's on this machine, which is everybody's. */
const nobodysAddress = /^(unknown$|::1$|(::ffff:)?127\.)/

/**
 * The answer with keyed hashes of the address it comes from and of its text. The key is of this day alone, so that
 * hashes of different days are not comparable, and no hash can be made without the server's secret.
 */
export async function arrivalOf(c: Ctx, { comment, ...answer }: Arriving): Promise<Arrival> {
  const { hash, addressOf, now } = c.get('services')
  const key = await keyOfToday(c)
  const address = addressOf(c)
  const marked = (kind: string, value: string) => hash(`${key} ${answer.surveyId} ${kind} ${value}`)
  const text = comment?.toLowerCase().replaceAll(/\s+/g, ' ').trim() ?? ''
  return {
    ...answer,
    address: nobodysAddress.test(address) ? null : await marked('address', networkOf(address)),
    text: text.length < shortestFloodText ? null : await marked('text', text),
    now: now(),
  }
}

const keys = new WeakMap<FloodWatch, { readonly day: number; readonly key: string }>()

async function keyOfToday(c: Ctx): Promise<string> {
  const { floods, keyring, now } = c.get('services')
  const day = Math.floor(now() / 86_400_000)
  const known = keys.get(floods)
  if (known?.day === day) return known.key
  const { current } = await keyring(firstWorkspaceId)
  const bytes = await crypto.subtle.sign(
    'HMAC',
    current.key,
    new TextEncoder().encode(`floods of day ${day}`),
  )
  const key = hexadecimal(new Uint8Array(bytes))
  keys.set(floods, { day, key })
  return key
}

/** Tells the watch of an answer that counts. */
export function noteArrival(c: Ctx, arrival: Arrival): void {
  const { floods, database, later } = c.get('services')
  floods.note(arrival, floodStore(database), later)
}

/** A decision about floods as such, not about some of their answers, holds for what is still to come of them. */
export async function tellFloods(
  c: Ctx,
  surveyId: string,
  { ids, reason }: { ids: readonly string[] | null; reason: string | null },
  action: string,
): Promise<void> {
  const isAboutFloods = ids === null && (reason === null || isFloodReason(reason))
  if (!isAboutFloods || (action !== 'release' && action !== 'restore')) return
  const { database, floods } = c.get('services')
  await ruleOnFloods(database, surveyId, reason, action === 'release')
  floods.forget(surveyId)
}
