import { storedCounts } from './stored.ts'
import { scanSuperseded } from './superseded.ts'
import { addSegments, type Counter, type StateTally, sumByState } from './tally.ts'

/**
 * Counts one response per person, the latest or the first in the period: what `all` counts, with superseded
 * responses moved from `counted` to `superseded`, or to `replaced later` where another stretch has the one that counts.
 * Beside that only responses of identified people are read.
 */
export function onePerPerson(
  rule: 'latest' | 'first',
  all: Counter = storedCounts,
  atATime?: number,
): Counter {
  const superseded = scanSuperseded(rule, atATime)
  return {
    async timeline(database, selection, edges, breaks) {
      const [everything, replaced] = await Promise.all([
        all.timeline(database, selection, edges),
        superseded.timeline(database, selection, edges, breaks),
      ])
      return everything.map((tallies, place) =>
        sumByState([
          ...tallies.map((tally) => ({ tally, sign: 1 as const })),
          ...replaced[place]!.flatMap(moved),
        ]),
      )
    },

    async segments(...asked) {
      const [everything, replaced] = await Promise.all([
        all.segments(...asked),
        superseded.segments(...asked),
      ])
      return addSegments([
        { tallies: everything, sign: 1 },
        { tallies: replaced, sign: -1 },
      ])
    },
  }
}

function moved(tally: StateTally) {
  return [
    { tally: { ...tally, state: 'counted' }, sign: -1 as const },
    { tally, sign: 1 as const },
  ]
}
