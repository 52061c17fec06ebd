import { compareMany } from '../../../shared/comparison.ts'
import { merge, subtract } from '../../../shared/distribution.ts'
import { share } from '../../../shared/share.ts'
import { calibrate } from '../../../shared/themes/calibration.ts'
import { seededRandom } from '../random.ts'
import { ends, errors, most, sample } from './populations.ts'

/** How common twelve themes are among comments. */
const themes = [0.3, 0.2, 0.15, 0.12, 0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.03, 0.02]
const leastCovered = 93

/** Themes that say nothing about the score, and their shares after correction by tags. Returns how many are wrong. */
export function refereeThemes(short: boolean): number {
  return refereeDeltas(short) + refereeTags(short)
}

function refereeDeltas(short: boolean): number {
  let refused = 0
  const reports = short ? 100 : 500
  console.log('\nreports of themes that say nothing about the score, with any called real, in %')
  const asked = ends.filter(({ name }) => /usual|CSAT 80|57 % sevens/.test(name))
  for (const population of short ? asked.slice(0, 1) : asked)
    for (const comments of short ? [200] : [200, 1000]) {
      const random = seededRandom(comments)
      let alarms = 0
      for (let report = 0; report < reports; report++) {
        const each = Array.from({ length: comments }, () => sample(population, 1, random))
        const all = each.reduce(merge)
        const pairs = themes.flatMap((part) => {
          const those = each.filter(() => random() < part)
          if (those.length === 0) return []
          const distribution = those.reduce(merge)
          return [[distribution, subtract(all, distribution)] as const]
        })
        const compared = compareMany(population.reading, pairs, { correction: 'benjamini-hochberg' })
        if (compared.some(({ verdict }) => verdict === 'real')) alarms++
      }
      const percent = (100 * alarms) / reports
      if (percent > most(reports)) refused++
      console.log(`${population.name.padEnd(26)} ${comments} comments: ${percent.toFixed(1)}`)
    }
  return refused
}

/** Of 1,000 comments the rules find some; of those found this part is right, and of the others this part was missed. */
const rules = [
  { found: 0.3, right: 0.8, missed: 0.05 },
  { found: 0.1, right: 0.6, missed: 0.02 },
  { found: 0.05, right: 0.95, missed: 0.01 },
]

function refereeTags(short: boolean): number {
  let refused = 0
  const draws = short ? 300 : 2000
  const comments = 1000
  console.log('\nshares of themes corrected by random tags: covered %')
  for (const { found, right, missed } of rules)
    for (const tags of [30, 200]) {
      const random = seededRandom(tags)
      const truth = 100 * (found * right + (1 - found) * missed)
      let covered = 0
      for (let draw = 0; draw < draws; draw++) {
        const sampled = Array.from({ length: tags }, () => {
          const isFound = random() < found
          return { found: isFound, tagged: random() < (isFound ? right : missed) }
        })
        const [of] = calibrate([{ theme: 'a', found: share(comments * found, comments), sample: sampled }])
        if (of!.interval.low <= truth && truth <= of!.interval.high) covered++
      }
      const percent = (100 * covered) / draws
      if (percent < leastCovered - errors(leastCovered, draws)) refused++
      console.log(
        `${`${100 * found} % found, ${100 * right} % right`.padEnd(26)} ${tags} tags: ${percent.toFixed(1)}`,
      )
    }
  return refused
}
