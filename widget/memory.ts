import type { Past, Rests } from '../shared/cadence.ts'
import type { Sayso } from './sayso.ts'

/** What this browser remembers of one survey or, under the empty id, of no survey in particular. */
export interface Remembered extends Past {
  /** How long they rest, as it was when the person was done with it: saves fetching it while they do. */
  readonly rests?: Rests
  /** A number this browser drew, to ask the same share of nameless people each time. */
  readonly drawn?: number
  /** Until when the collector, which knows other devices, wants the person left in peace. */
  readonly told?: number
  /** Whom it is remembered of, when the page named somebody, as a number. */
  readonly who?: number
}

/** What everything we keep is named with, as the storage is the whole site's. */
export const ourMark = 'sayso'

/** What a name begins with under which something waits to be sent. */
export const unsentMark = ':'

/** Remembers some things of a survey, done by this person when the page named one. Who did any was shown something. */
export function remember(surveyId: string, things: Remembered, person?: string): void {
  const all = readAll(person)
  const { shown = 0 } = Object(all[''])
  const seen = things.answered ?? things.dismissed ?? things.shown
  keep('', {
    ...all,
    [surveyId]: { ...all[surveyId], ...things },
    '': {
      ...all[''],
      ...(!surveyId && things),
      ...(person && { who: numberOf(person) }),
      ...(seen && { shown: Math.max(shown, seen) }),
    },
  })
}

/** All but the share's number is of one person: the next one has it all before them. */
export function readAll(person?: string): Record<string, Remembered> {
  const all: Record<string, Remembered> = read('')
  const { who, drawn } = Object(all[''])
  return person && who && who !== numberOf(person) ? { '': { drawn } } : all
}

/** So that nobody's name stands in the browser for as long as they rest. */
function numberOf(person: string): number {
  return [...person].reduce((number, letter) => Math.imul(number, 31) + letter.codePointAt(0)!, 7)
}

/**
 * Keeps a value under a name of its own, which no other tab writes over. The loader and the renderer are two
 * scripts with a copy of this file each: what the person agreed to stands where both see it.
 */
export function keep(name: string, value: unknown): void {
  if (!(globalThis as { sayso?: Sayso }).sayso?.forgetful)
    withStorage((storage) => storage.setItem(ourMark + name, JSON.stringify(value)))
}

/** What was kept, or an empty object. */
// biome-ignore lint/suspicious/noExplicitAny: whoever kept it knows what it is, and expects anything
export function read(name: string): Record<string, any> {
  return Object(withStorage((storage) => JSON.parse(storage.getItem(ourMark + name)!)))
}

export function forget(name: string): void {
  withStorage((storage) => storage.removeItem(ourMark + name))
}

/** The names of all that is kept, or of what waits to be sent. */
export function namesKept(mark = ''): string[] {
  return (
    withStorage((storage) => Object.keys(storage).filter((name) => name.startsWith(ourMark + mark))) ?? []
  )
}

/** Forgets everything. */
export function forgetAll(): void {
  for (const name of namesKept()) withStorage((storage) => storage.removeItem(name))
}

export const hasUnsent = () => namesKept(unsentMark).length

/**
 * What comes of asking the storage; nothing when it is absent, forbidden (a sandboxed frame's `localStorage`
 * throws when it is merely read) or full, or holds something odd.
 */
function withStorage<Thing>(ask: (storage: Storage) => Thing): Thing | undefined {
  try {
    return ask(localStorage)
  } catch {}
}
