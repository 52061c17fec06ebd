/**
 * What themes cost on one core: `node test/bench/themes.ts [COMMENTS.jsonl]` prints megabytes a
 * second of reading comments (tokens, rules, polarity) and counting them into a tally, with 300
 * rules and with 3,000, and of counting terms. Without a file the comments are made of the words of
 * the lexicon and the stop words, as common as words are. The aims: 15 MB/s, at most 15 % slower
 * with ten times the rules, 5 MB/s.
 */
import { readFileSync } from 'node:fs'
import { languages } from '../../server/themes/word-lists.ts'
import { bandNames } from '../../shared/scale.ts'
import { type Codebook, readCodebook } from '../../shared/themes/codebook.ts'
import { readComment } from '../../shared/themes/comment.ts'
import { type Compiled, compile } from '../../shared/themes/compile.ts'
import { count, makeCounter, type Tally, tallyOf } from '../../shared/themes/tally.ts'
import { countTerms } from '../../shared/themes/terms.ts'
import { seededRandom } from './random.ts'

const rounds = 7
const random = seededRandom(6)
const { valences = {}, stopWords = [] } = languages.en!
/** Stop words first: the more common a word, the nearer to the front. */
const vocabulary = [...stopWords, ...shuffled(Object.keys(valences).filter((word) => /^[a-z]+$/.test(word)))]
const comments = process.argv[2] ? readTexts(process.argv[2]) : Array.from({ length: 30_000 }, madeUp)
const bytes = comments.reduce((sum, text) => sum + Buffer.byteLength(text), 0)

/** Zipf: the word of rank r is met with a chance of 1/r. */
function someWord(): string {
  return vocabulary[Math.floor(vocabulary.length ** random()) - 1]!
}

function madeUp(): string {
  const words = Array.from(
    { length: 5 + Math.floor(random() * 70) },
    () => `${someWord()}${random() < 0.1 ? ',' : ''}`,
  )
  return `${words.join(' ')}.`
}

function readTexts(file: string): string[] {
  const texts = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).text as string)
  return Array.from({ length: Math.ceil(1e7 / texts.join('').length) }, () => texts).flat()
}

function shuffled(words: string[]): string[] {
  return words
    .map((word) => ({ word, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word)
}

/** How the rules of a codebook are made, `at` being the place of the rule. */
interface Mix {
  readonly name: string
  readonly rule: (at: number, random: () => number) => string
}

const lexicon = vocabulary.slice(stopWords.length)
/** The words of the comments, each once; rare ones are most, as in any text. */
const said = [...new Set(comments.flatMap((text) => text.toLowerCase().match(/[a-z]{3,}/g) ?? []))]
const oneOf = (words: readonly string[], random: () => number) => words[Math.floor(random() * words.length)]!

const mixes: readonly Mix[] = [
  {
    name: 'beyond 300 seldom met',
    rule: (at, random) => {
      const word = () => oneOf(lexicon, random)
      if (at >= 300 || at % 3 === 1) return `${word()} ${word()}`
      return at % 3 === 0 ? word() : `${word().slice(0, 6)}*`
    },
  },
  {
    name: 'words of the comments',
    rule: (at, random) => {
      const word = () => oneOf(said, random)
      return [word(), `${word()} ${word()}`, `${word().slice(0, 6)}*`][at % 3]!
    },
  },
  {
    name: 'every kind of rule',
    rule: (at, random) => {
      const word = () => oneOf(said, random)
      const [a, b] = [word(), word()]
      return [a, `${a} ${b}`, `${a.slice(0, 5)}*`, `=${a}`, `~${a.slice(1, 5)}`, `!${a} ${b}`, a, `!${a}`][
        at % 8
      ]!
    },
  },
]

/** A codebook of 12 themes with this many rules. */
function bookOf({ rule }: Mix, rules: number): Codebook {
  const random = seededRandom(7)
  const themes = Object.fromEntries(
    Array.from({ length: 12 }, (_, theme) => [`theme ${theme}`, [] as string[]]),
  )
  for (let at = 0; at < rules; at++) themes[`theme ${at % 12}`]!.push(rule(at, random))
  const read = readCodebook({ themes })
  if ('errors' in read) throw new Error(read.errors[0]!.detail)
  return read.codebook
}

function readAll(compiled: Compiled): Tally {
  const counter = makeCounter(compiled)
  comments.forEach((text, at) => {
    count(counter, { text, rating: (at * 7) % 11, band: bandNames[at % 3]! })
  })
  return tallyOf(counter)
}

/** Megabytes a second of processor time, which other work on the machine disturbs less. */
function speedOf(run: () => unknown): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return bytes / (user + system)
}

const line = (name: string, figure: string) => console.log(`${name.padEnd(34)} ${figure}`)

/** Both codebooks of a mix by turns, so that what else the machine does slows both. */
function measure(mix: Mix) {
  const [few, many] = [300, 3000].map((rules) => compile(bookOf(mix, rules), languages)) as [
    Compiled,
    Compiled,
  ]
  const best = { few: 0, many: 0 }
  for (let round = 0; round < rounds; round++) {
    best.few = Math.max(
      best.few,
      speedOf(() => readAll(few)),
    )
    best.many = Math.max(
      best.many,
      speedOf(() => readAll(many)),
    )
  }
  const mentions = [few, many].map((book) =>
    comments.reduce((sum, text) => sum + readComment(book, text).mentions.length, 0).toLocaleString('en'),
  )
  const ratio = (best.many / best.few).toFixed(2)
  line(
    mix.name,
    `300 rules ${best.few.toFixed(1)} MB/s, ${mentions[0]} mentions; 3,000 ${best.many.toFixed(1)} MB/s, ${mentions[1]}; ratio ${ratio}`,
  )
}

line('comments', `${comments.length.toLocaleString('en')}, ${(bytes / 1e6).toFixed(1)} MB`)
for (const mix of mixes) measure(mix)
const searched = comments.map((text, at) => ({ text, band: bandNames[at % 3]!, matched: at % 4 > 0 }))
const { byLanguage } = compile(bookOf(mixes[0]!, 300), languages)
const counting = Math.max(
  ...Array.from({ length: rounds }, () => speedOf(() => countTerms(searched, byLanguage.get('en')!))),
)
line('terms counted', `${counting.toFixed(1)} MB/s`)
