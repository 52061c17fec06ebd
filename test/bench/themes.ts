/**
 * What themes cost on one core: `node test/bench/themes.ts [COMMENTS.jsonl]` prints megabytes a
 * second of reading comments (tokens, rules, polarity) and counting them into a tally, with 300
 * rules and with 3,000, and of counting terms. Without a file the comments are made of the words of
 * the lexicon and the stop words, as common as words are. The aims: 15 MB/s, at most 15 % slower
 * with ten times the rules, 5 MB/s.
 */
import { readFileSync } from 'node:fs'
import { languages } from '../../server/languages.ts'
import { bandNames } from '../../shared/scale.ts'
import { type Codebook, readCodebook } from '../../shared/themes/codebook.ts'
import { readComment } from '../../shared/themes/comment.ts'
import { type Compiled, compile } from '../../shared/themes/compile.ts'
import { type Counting, count } from '../../shared/themes/tally.ts'
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

/**
 * A codebook of 12 themes whose first 300 rules are words, phrases and prefixes of the lexicon. What
 * comes beyond them is phrases of it: in a long codebook most rules are seldom met, and what is
 * measured is what many rules cost, not what many mentions do.
 */
function bookOf(rules: number): Codebook {
  const random = seededRandom(7)
  const rare = vocabulary.slice(stopWords.length)
  const word = () => rare[Math.floor(random() * rare.length)]!
  const rule = (at: number) => {
    if (at >= 300 || at % 3 === 1) return `${word()} ${word()}`
    return at % 3 === 0 ? word() : `${word().slice(0, 6)}*`
  }
  const themes = Object.fromEntries(
    Array.from({ length: 12 }, (_, theme) => [`theme ${theme}`, [] as string[]]),
  )
  for (let at = 0; at < rules; at++) themes[`theme ${at % 12}`]!.push(rule(at))
  const read = readCodebook({ themes })
  if ('errors' in read) throw new Error(read.errors[0]!.detail)
  return read.codebook
}

function readAll(compiled: Compiled): Counting {
  const tally: Counting = new Map()
  comments.forEach((text, at) => {
    const band = bandNames[at % 3]!
    count(tally, { rating: (at * 7) % 11, themed: readComment(compiled, text, { band }) })
  })
  return tally
}

/** Megabytes a second of processor time, which other work on the machine disturbs less, in the best round. */
function speedOf(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, user + system)
  }
  return bytes / best
}

const few = compile(bookOf(300), languages)
const many = compile(bookOf(3000), languages)
const searched = comments.map((text, at) => ({ text, band: bandNames[at % 3]!, matched: at % 4 > 0 }))
const speeds = { few: speedOf(() => readAll(few)), many: speedOf(() => readAll(many)) }
const counting = speedOf(() => countTerms(searched, few.sections.get('en')!))
const mentions = comments.reduce((sum, text) => sum + readComment(many, text).mentions.length, 0)

const line = (name: string, figure: string) => console.log(`${name.padEnd(34)} ${figure}`)
line('comments', `${comments.length.toLocaleString('en')}, ${(bytes / 1e6).toFixed(1)} MB`)
line('read and tallied, 300 rules', `${speeds.few.toFixed(1)} MB/s`)
line(
  'read and tallied, 3,000 rules',
  `${speeds.many.toFixed(1)} MB/s (${mentions.toLocaleString('en')} mentions), ${(speeds.many / speeds.few).toFixed(2)} of that`,
)
line('terms counted', `${counting.toFixed(1)} MB/s`)
