import { merge } from '../../../shared/distribution.ts'
import { segmentsOf } from '../../../shared/segments.ts'
import { seededRandom } from '../random.ts'
import { ends, most, type Population, sample } from './populations.ts'

/** Populations whose segments are compared: a usual one, and ones near an end of each scale. */
const compared = ends.filter(({ name }) => /usual|NPS 90|CSAT 99|57 % sevens/.test(name))
/** Properties and their values, of equal size or, lopsided, the first with half of the people. */
const families = [
  [1, 20],
  [5, 4],
  [10, 2],
  [20, 5],
] as const

/** The segments of reports in which nothing differs, by random properties. Returns how many families had too many alarms. */
export function refereeFamilies(short: boolean): number {
  let refused = 0
  const reports = short ? 150 : 500
  console.log('\nreports in which nothing differs, with any segment called real, in %')
  for (const population of short ? compared.slice(0, 1) : compared)
    for (const [properties, values] of families)
      for (const lopsided of short ? [false] : [false, true]) {
        const random = seededRandom(properties * 100 + values)
        let alarms = 0
        for (let draw = 0; draw < reports; draw++)
          if (hasAlarm(population, properties, values, lopsided, random)) alarms++
        const percent = (100 * alarms) / reports
        if (percent > most(reports)) refused++
        console.log(
          `${population.name.padEnd(26)} ${properties} × ${values}${lopsided ? ', lopsided' : ''}: ${percent.toFixed(1)} %${percent > most(reports) ? '  too many alarms' : ''}`,
        )
      }
  return refused
}

const peopleAsked = 1000

function hasAlarm(
  population: Population,
  properties: number,
  values: number,
  lopsided: boolean,
  random: () => number,
): boolean {
  const people = Array.from({ length: peopleAsked }, () => sample(population, 1, random))
  const valueAt = () => Math.floor(values * (lopsided && random() < 0.5 ? 0 : random()))
  const groups = Array.from({ length: properties }, (_, property) => ({
    property: `p${property}`,
    values: [...Map.groupBy(people, valueAt)].map(([value, each]) => ({
      value: `${value}`,
      distribution: each.reduce(merge),
    })),
  }))
  const found = segmentsOf(population.reading, people.reduce(merge), groups).properties
  return found.some((each) => each.values.some(({ difference }) => difference?.verdict === 'real'))
}
