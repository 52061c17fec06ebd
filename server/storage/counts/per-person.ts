import { scanSuperseded } from './scan.ts'
import { addSegments, storedCounts } from './stored.ts'
import { byState, type Counter, type StateTally } from './tally.ts'

/**
 * Counts one answer a person, the latest or the first in the period: everything that is kept,
 * with the answers another one stands for moved from `counted` to `superseded`. Only people who
 * said who they are cost anything, and only those are read.
 */
export function onePerPerson(rule: 'latest' | 'first'): Counter {
  const superseded = scanSuperseded(rule)
  return {
    async timeline(database, selection, edges) {
      const everything = await storedCounts.timeline(database, selection, edges)
      const replaced = await superseded.timeline(database, selection, edges)
      return everything.map((tallies, place) =>
        byState([
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
