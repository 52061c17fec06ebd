import type { Past, Rests } from '../../shared/cadence.ts'
import { toJson } from './json.ts'

/**
 * What this browser remembers of one survey or, under the empty id, of no survey in particular. The names
 * are those in storage: browsers keep them from one version of the widget to the next.
 */
export interface Remembered extends Past {
  /** How long the person rests, as it was when they were done with the survey: saves fetching it while they do. */
  readonly rests?: Rests
  /** A number this browser drew, to ask the same share of anonymous people each time. */
  readonly drawn?: number
  /** When the collector, which knows other devices, last let the person rest: until then. In milliseconds. */
  readonly told?: number
  /** The person it is remembered of, as a hash, when the page named one. */
  readonly who?: number
}

/** Prefix of every key, as the storage is the whole site's. */
export const keyPrefix = 'sayso'

/** How long a person rests when the collector did not say, in milliseconds: a minute, and time to ask it. */
const longestUntold = 120_000

/** Further prefix of what waits to be sent. */
export const unsentPrefix = ':'

/**
 * What this browser remembers of a survey, and when the person last saw any. Empty when it is
 * remembered of somebody else, or storage cannot be read.
 */
export function readStorage(surveyId: string, person?: string): Remembered {
  const all = readAll(person)
  return { ...all[''], ...all[surveyId] }
}

/**
 * Adds to what is remembered of a survey, done by this person when the page named one. Whoever answered or
 * dismissed it was shown something.
 */
export function remember(surveyId: string, things: Remembered, person?: string): void {
  const all = readAll(person)
  const { shown = 0 } = Object(all[''])
  const seen = things.answered ?? things.dismissed ?? things.shown
  writeItem('', {
    ...all,
    [surveyId]: { ...all[surveyId], ...things },
    '': {
      ...all[''],
      ...(!surveyId && things),
      ...(person && { who: hashOf(person) }),
      ...(seen && { shown: Math.max(shown, seen) }),
    },
  })
}

/** All but the drawn number belongs to one person: another person starts without it. */
function readAll(person?: string): Record<string, Remembered> {
  const all: Record<string, Remembered> = readItem('')
  correctTimes(all)
  const { who, drawn } = Object(all[''])
  return person && who && who !== hashOf(person) ? { '': { drawn } } : all
}

/**
 * Times from a clock that was ahead, as it was wrong then or was set back since, become now, for good: else they
 * would keep the person from being asked until then.
 */
function correctTimes(all: Record<string, Remembered>): void {
  const now = Date.now()
  let isWrong = false
  for (const things of Object.values(all)) {
    const rests: number[] = Object.values(Object(Object(things).rests))
    // A rest that the collector told of began before now, and is no longer than the survey's rests are.
    const told = now + Math.max(0, ...rests) + longestUntold
    for (const [name, last] of Object.entries({ answered: now, dismissed: now, shown: now, told })) {
      if (!(Object(things)[name] > last)) continue
      Object.assign(things, { [name]: now })
      isWrong = true
    }
  }
  if (isWrong) writeItem('', all)
}

/** So that nobody's name stays in the browser for as long as they rest. */
function hashOf(person: string): number {
  return [...person].reduce((hash, letter) => Math.imul(hash, 31) + letter.codePointAt(0)!, 7)
}

/**
 * The number this browser drew for anonymous people. Before somebody answers it is all that is ever
 * stored, and it says nothing about them.
 */
export function drawnNumber(): number {
  const all = readAll()
  const { drawn } = Object(all[''])
  pageNumber ??= (drawn as number | undefined) ?? Math.random()
  if (pageNumber !== drawn) writeItem('', { ...all, '': { ...all[''], drawn: pageNumber } })
  return pageNumber
}

/** The same for as long as the page is open, even where nothing can be stored. */
let pageNumber: number | undefined

/** Writes an item under a key of its own, which no other tab overwrites; nothing without consent. */
export function writeItem(name: string, value: unknown): void {
  // The loader and the renderer are two scripts with a copy of this file each: consent is kept where both see it.
  if (!globalThis.sayso?.forgetful) withStorage((storage) => storage.setItem(keyPrefix + name, toJson(value)))
}

/** The item, or an empty object. */
// biome-ignore lint/suspicious/noExplicitAny: whoever wrote it knows its shape, and must expect anything
export function readItem(name: string): Record<string, any> {
  return Object(withStorage((storage) => JSON.parse(storage.getItem(keyPrefix + name)!)))
}

export function removeItem(name: string): void {
  withStorage((storage) => storage.removeItem(keyPrefix + name))
}

/** The names of all items that begin so. */
export function itemNames(prefix = ''): string[] {
  const all = withStorage((storage) => Object.keys(storage)) ?? []
  return all.filter((key) => key.startsWith(keyPrefix + prefix)).map((key) => key.slice(keyPrefix.length))
}

export function clearStorage(): void {
  itemNames().forEach(removeItem)
}

export const hasUnsent = () => itemNames(unsentPrefix).length > 0

/**
 * The result of using the storage; `undefined` when it is absent, forbidden (in a sandboxed frame merely
 * reading `localStorage` throws), full, or holds something that is not JSON.
 */
function withStorage<Result>(use: (storage: Storage) => Result): Result | undefined {
  try {
    return use(localStorage)
  } catch {}
}
