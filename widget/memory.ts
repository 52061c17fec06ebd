import type { Past } from '../shared/cadence.ts'
import type { Rules } from '../shared/survey.ts'
import type { Sayso } from './sayso.ts'

/** What this browser remembers of one survey or, under the empty id, of no survey in particular. */
export interface Remembered extends Past {
  /** By which it rests, as they were when the person was done with it: saves fetching it while it does. */
  readonly rules?: Rules
  /** A number this browser drew, to ask the same share of nameless people each time. */
  readonly drawn?: number
  /** Until when the collector, which knows other devices, wants the person left in peace. */
  readonly told?: number
  /** Whom it is remembered of, when the page named somebody, as a number. */
  readonly who?: number
}

const key = 'sayso'

/**
 * What this browser remembers of a survey, and when the person last saw any. Nothing when what it
 * remembers is of somebody else, or when storage is absent, forbidden (a sandboxed frame's
 * `localStorage` throws when it is merely read) or holds something odd.
 */
export function recall(surveyId: string, person?: string): Remembered {
  const all = readAll(person)
  const times = Object.values(all)
    .flatMap((each) => [Object(each).shown, Object(each).answered, Object(each).dismissed])
    .filter(Number.isFinite)
  return {
    ...Object(all['']),
    ...Object(all[surveyId]),
    shown: times.length ? Math.max(...times) : undefined,
  }
}

/** Remembers something of a survey, done by this person when the page named one. */
export function remember<Thing extends keyof Remembered>(
  surveyId: string,
  thing: Thing,
  value: Remembered[Thing],
  person?: string,
): void {
  const all = readAll(person)
  const named: Record<string, unknown> = person
    ? { ...all, '': { ...Object(all['']), who: numberOf(person) } }
    : all
  keep('', { ...named, [surveyId]: { ...Object(named[surveyId]), [thing]: value } })
}

/** All but the share's number is of one person: the next one has it all before them. */
function readAll(person?: string): Record<string, unknown> {
  const all = read('')
  const { who, drawn } = Object(all[''])
  return person && who && who !== numberOf(person) ? { '': { drawn } } : all
}

/** So that nobody's name stands in the browser for as long as they rest. */
function numberOf(person: string): number {
  return [...person].reduce((number, letter) => Math.imul(number, 31) + letter.codePointAt(0)!, 7)
}

/**
 * Keeps a value under a name of its own, which no other tab writes over; without storage, or when it
 * is full, forgets at once. The loader and the renderer are two scripts with a copy of this
 * file each: what the person agreed to stands where both see it.
 */
export function keep(name: string, value: unknown): void {
  try {
    if (!(globalThis as { sayso?: Sayso }).sayso?.forgetful)
      localStorage.setItem(key + name, JSON.stringify(value))
  } catch {}
}

/** What was kept, or an empty object. */
export function read(name: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(localStorage.getItem(key + name) ?? '{}'))
  } catch {
    return {}
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(key + name)
  } catch {}
}

/** The names of all that is kept. */
export function namesKept(): string[] {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(key))
      .map((name) => name.slice(key.length))
  } catch {
    return []
  }
}

/** Forgets everything. */
export function forgetAll(): void {
  namesKept().forEach(forget)
}

/** What a name begins with under which something waits to be sent. */
export const unsentMark = ':'

export const hasUnsent = () => namesKept().some((name) => name.startsWith(unsentMark))
