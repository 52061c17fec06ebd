/**
 * How many honest answers the automatic hold takes for a flood, over simulated mixtures of everyday answers with an
 * office, a launch, a class or devices back online. Ends with 1 above one in a hundred: `node test/bench/crowds.ts 5000`
 */
import { honestMixture, watchArrive } from '../support/crowds.ts'

const mixtures = Number(process.argv[2] ?? 5000)
let [answers, held, touched, worst] = [0, 0, 0, 0]
for (let seed = 0; seed < mixtures; seed += 1) {
  const mixture = honestMixture(seed)
  const counted = await watchArrive(mixture.answers, mixture.points)
  const taken = counted.filter((isCounted) => !isCounted).length
  answers += counted.length
  held += taken
  if (taken > 0) touched += 1
  worst = Math.max(worst, taken / counted.length)
}
const percent = (share: number) => `${(100 * share).toFixed(3)} %`
console.table({
  mixtures,
  answers,
  'honest answers held': percent(held / answers),
  'mixtures with any': touched,
  'most of one mixture': percent(worst),
})
process.exitCode = held / answers > 0.01 ? 1 : 0
