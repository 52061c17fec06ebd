/**
 * How often contrast names a phrase where there is nothing to name: `node test/bench/contrast.ts
 * LABELLED.jsonl…` draws 300 and 1,000 comments of each file 200 times by fixed seeds, gives them
 * each other's scores, and counts the runs in which any word or phrase is told to be of promoters or
 * detractors. Where a file has no scores, a coin is thrown. At most 7 % of the runs may; it exits 1
 * beyond that. (200 runs see 5 % to ± 3 at two standard errors.)
 */
import { readFileSync } from 'node:fs'
import { languages } from '../../server/themes/word-lists.ts'
import { draw } from '../../shared/random.ts'
import type { Band } from '../../shared/scale.ts'
import { bandTeller } from '../../shared/themes/bands.ts'
import { defaultCodebooks } from '../../shared/themes/codebooks.ts'
import { compile } from '../../shared/themes/compile.ts'
import { discover } from '../../shared/themes/discovery.ts'
import { seededRandom } from './random.ts'

const runs = 200
const mostNamed = 7
const compiled = compile(defaultCodebooks.en!, languages)

interface Labelled {
  readonly text: string
  readonly score?: number
}

function readLabelled(file: string): Labelled[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

/** Comments with the bands of others among them, or with those a coin gives. */
function permuted(comments: readonly Labelled[], bandOf: (score: number) => Band, random: () => number) {
  const bands = comments.map(({ score }): Band => {
    if (score !== undefined) return bandOf(score)
    return random() < 0.5 ? 'positive' : 'negative'
  })
  const others = draw(bands, bands.length, random)
  return comments.map(({ text }, at) => ({ text, band: others[at]!, matched: true }))
}

/** In how many runs anything is named, and how many things in all. */
function measure(comments: readonly Labelled[], n: number) {
  const bandOf = bandTeller(comments.flatMap(({ score }) => score ?? []))
  let [named, things] = [0, 0]
  for (let run = 0; run < runs; run++) {
    const random = seededRandom(1000 * n + run)
    const { contrast } = discover(permuted(draw(comments, n, random), bandOf, random), compiled)
    if (contrast.length > 0) named += 1
    things += contrast.length
  }
  return { percent: (100 * named) / runs, things }
}

for (const file of process.argv.slice(2)) {
  const comments = readLabelled(file)
  for (const n of [300, 1000].filter((size) => size <= comments.length)) {
    const { percent, things } = measure(comments, n)
    const name = file.split('/').at(-1)!.padEnd(20)
    console.log(`${name} n ${String(n).padStart(4)}: ${percent} % of ${runs} runs name any, ${things} in all`)
    if (percent > mostNamed) process.exitCode = 1
  }
}
