import type { Metric } from '../../shared/scale.ts'
import { names, plainName, ratingNames, type Target } from './column-names.ts'
import { wordsOf } from './header-words.ts'

/** The rating's column by its name, and whether the name is of another metric. */
export function ratingColumn(
  header: readonly string[],
  metric: Metric | null,
  isUsable: (place: number) => boolean,
): { readonly place: number; readonly metric: Metric | null } | null {
  const plain = header.map(plainName)
  const others = (['nps', 'csat', 'ces'] as const).filter((other) => other !== metric)
  const order = metric === null ? (['any', ...others] as const) : ([metric, 'any', ...others] as const)
  const found = order.flatMap((kind) =>
    ratingNames[kind]
      .map((name) => plain.indexOf(name))
      .filter((place) => place >= 0)
      .map((place) => ({ place, metric: kind === 'any' ? null : kind })),
  )
  return found.find(({ place }) => isUsable(place)) ?? found[0] ?? null
}

/** Every column that is called like the score of the metric, or of none where none is called so. */
export function ratingColumns(header: readonly string[], metric: Metric): number[] {
  const plain = header.map(plainName)
  const called = (kind: Metric | 'any') =>
    plain.flatMap((name, place) => (ratingNames[kind].includes(name) ? place : []))
  const own = called(metric)
  return own.length > 0 ? own : called('any')
}

/** Guesses the column of each part from the header. A column is used for one part only. */
export function guessColumns(
  header: readonly string[],
  isUsable: (target: Target, place: number) => boolean = () => true,
  metric: Metric | null = null,
): Partial<Record<Target, number>> {
  const plain = header.map(plainName)
  const columns: Partial<Record<Target, number>> = {}
  const rating = ratingColumn(header, metric, (place) => isUsable('rating', place))
  if (rating) columns.rating = rating.place
  for (const target of Object.keys(names) as (keyof typeof names)[]) {
    const named = target === 'answeredAt' ? plain.map((name) => name.replace(/(utc|gmt)$/, '')) : plain
    const places = names[target].map((name) => named.indexOf(name)).filter((place) => place >= 0)
    const free = places.filter((place) => !Object.values(columns).includes(place))
    const place = free.find((place) => isUsable(target, place))
    if (place !== undefined) columns[target] = place
  }
  return columns
}

/** Whether a column is called like the time of an answer. */
export const isNamedAsTime = (name: string) =>
  names.answeredAt.includes(plainName(name)) || wordsOf(name).some((word) => ofPeriods.test(word))

const ofPeriods = /^(date|datum|fecha|month|monat|mois|mes|mese|quarter|year|jahr|week|period|timestamp)$/

/** Whether a column is called like a score. */
export const isNamedAsScore = (name: string, metric: Metric) =>
  ratingColumn([name], metric, () => true) !== null

/** Whether a column is called like the ids of answers or people. */
export function isNamedAsId(name: string): boolean {
  const plain = plainName(name)
  return names.id.includes(plain) || names.respondentId.includes(plain) || /id$/.test(plain)
}

/** The index of a column by its name: an exact match first, else ignoring case and space; `#3` is the third. */
export function indexOfColumn(header: readonly string[], name: string): number | null {
  const exact = header.indexOf(name)
  if (exact >= 0) return exact
  const folded = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ')
  const loose = header.findIndex((cell) => folded(cell) === folded(name))
  if (loose >= 0) return loose
  const place = Number(name.match(/^#(\d{1,3})$/)?.[1] ?? 0) - 1
  return place >= 0 && place < header.length ? place : null
}
