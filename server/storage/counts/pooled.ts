import { addSegments, type Counter, type Selection, sumByState } from './tally.ts'

/** Counts the answers to several surveys together, each as `counter` counts it. */
export function pooled(counter: Counter, surveyIds: readonly string[]): Counter {
  const each = (selection: Selection) => surveyIds.map((surveyId) => ({ ...selection, surveyId }))
  return {
    async timeline(database, selection, edges) {
      const counted = await Promise.all(each(selection).map((one) => counter.timeline(database, one, edges)))
      return edges
        .slice(1)
        .map((_, place) =>
          sumByState(
            counted.flatMap((tallies) => tallies[place]!.map((tally) => ({ tally, sign: 1 as const }))),
          ),
        )
    },

    async segments(database, selection, period, properties) {
      const counted = await Promise.all(
        each(selection).map((one) => counter.segments(database, one, period, properties)),
      )
      return addSegments(counted.map((tallies) => ({ tallies, sign: 1 })))
    },
  }
}
