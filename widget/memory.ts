import type { Past } from '../shared/cadence.ts'
import type { NewResponse } from '../shared/response.ts'
import type { Rules } from '../shared/survey.ts'
import type { Sayso } from './sayso.ts'

/** What the collector has not confirmed yet, by the id of the response. */
export type Unsent = Readonly<Record<string, { readonly collector: string; readonly response: NewResponse }>>

/** What this browser remembers of one survey or, under the empty id, of no survey in particular. */
export interface Remembered extends Past {
  /** By which it rests, as they were when the person was done with it: saves fetching it while it does. */
  readonly rules?: Rules
  /** A number this browser drew, to ask the same share of nameless people each time. */
  readonly drawn?: number
  readonly unsent?: Unsent
}

const key = 'sayso'

/**
 * What this browser remembers of a survey, and when it last showed any. Nothing when storage is
 * absent, forbidden (a sandboxed frame's `localStorage` throws when it is merely read) or holds
 * something odd.
 */
export function recall(surveyId: string): Remembered {
  const all = readAll()
  return { ...Object(all[surveyId]), shown: Object(all['']).shown }
}

/**
 * Remembers something of a survey; without storage, or when it is full, forgets at once. The
 * loader and the renderer are two scripts with a copy of this file each: what the person agreed
 * to stands where both see it.
 */
export function remember<Thing extends keyof Remembered>(
  surveyId: string,
  thing: Thing,
  value: Remembered[Thing],
): void {
  try {
    if ((globalThis as { sayso?: Sayso }).sayso?.forgetful) return
    const all = readAll()
    const remembered = { ...Object(all[surveyId]), [thing]: value }
    localStorage.setItem(key, JSON.stringify({ ...all, [surveyId]: remembered }))
  } catch {}
}

/** Forgets everything. */
export function forgetAll(): void {
  try {
    localStorage.removeItem(key)
  } catch {}
}

function readAll(): Record<string, unknown> {
  try {
    return Object(JSON.parse(localStorage.getItem(key) ?? '{}'))
  } catch {
    return {}
  }
}
