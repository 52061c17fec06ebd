import { millisecondsADay } from '../../../shared/day.ts'
import { separator } from '../../../shared/themes/tally-key.ts'
import { pointColumns } from '../counts/tally.ts'
import { type Fact, isBySegment } from './facts.ts'

/** The parts of a response its counts depend on, and its themes. */
export interface Summed {
  readonly answer: {
    readonly stored: {
      readonly rating: number
      readonly answered_at: number
      readonly channel: string
      readonly state: string
    }
    readonly segments: readonly (readonly [property: string, value: string])[]
  }
  readonly facts: readonly Fact[]
}

/** The columns of a count after the edition, in the order of `sumsOf`. */
export const sumColumns = [
  'property',
  'value',
  'kind',
  'day',
  'channel',
  'state',
  'about',
  ...pointColumns,
] as const

/** Counts by fact and rating of one segment, or of everybody, on one day. */
interface Place {
  readonly of: readonly [property: string, value: string, day: number, channel: string, state: string]
  readonly sums: Map<string, { readonly fact: Fact; readonly points: number[] }>
}

/** Rows to add to an edition's counts for many responses; the same sums as `addToCounts` makes in SQL. */
export function sumsOf(answers: readonly Summed[]): unknown[][] {
  const places = new Map<string, Place>()
  const placeOf = (...of: Place['of']): Place => {
    const key = JSON.stringify(of)
    const place = places.get(key) ?? { of, sums: new Map() }
    places.set(key, place)
    return place
  }
  for (const { answer, facts } of answers) {
    const { rating, answered_at, channel, state } = answer.stored
    const day = Math.trunc(answered_at / millisecondsADay)
    const everybody = placeOf('', '', day, channel, state)
    const segments = answer.segments.map(([property, value]) => placeOf(property, value, day, channel, state))
    for (const fact of facts) {
      const key = fact.join(separator)
      add(everybody, key, fact, rating)
      if (isBySegment(fact)) for (const segment of segments) add(segment, key, fact, rating)
    }
  }
  return Array.from(places.values(), rowsOf).flat()
}

function add({ sums }: Place, key: string, fact: Fact, rating: number) {
  const sum = sums.get(key) ?? { fact, points: pointColumns.map(() => 0) }
  sum.points[rating]! += 1
  sums.set(key, sum)
}

function rowsOf({ of: [property, value, ...place], sums }: Place): unknown[][] {
  return Array.from(sums.values(), ({ fact: [kind, about], points }) => [
    property,
    value,
    kind,
    ...place,
    about,
    ...points,
  ])
}
