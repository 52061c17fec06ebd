import { scanSuperseded } from './scan.ts'
import { addSegments, storedCounts } from './stored.ts'
import { type Counter, type StateTally, sumByState } from './tally.ts'

/**
 * Counts one response per person, the latest or the first in the period: the stored counts, with superseded
 * responses moved from `counted` to `superseded`. Only responses of identified people are read.
 */
export function onePerPerson(rule: 'latest' | 'first'): Counter {
  const superseded = scanSuperseded(rule)
  return {
    async timeline(database, selection, edges) {
      const everything = await storedCounts.timeline(database, selection, edges)
      const replaced = await superseded.timeline(database, selection, edges)
      return everything.map((tallies, place) =>
        sumByState([
          ...tallies.map((tally) => ({ tally, sign: 1 as const })),
          ...replaced[place]!.flatMap(moved),
        ]),
      )
    },

    async segments(...asked) {
      return addSegments([
        { tallies: await storedCounts.segments(...asked), sign: 1 },
        { tallies: await superseded.segments(...asked), sign: -1 },
      ])
    },
  }
}

function moved(tally: StateTally) {
  return [
    { tally, sign: -1 as const },
    { tally: { ...tally, state: 'superseded' }, sign: 1 as const },
  ]
}
