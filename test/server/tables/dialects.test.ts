import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ImportOptions, prepare } from '../../../server/cli/import-plan.ts'
import { openTable } from '../../../server/cli/read-table.ts'
import type { Survey } from '../../../server/contract/surveys.ts'
import { fc } from '../../support/seeded.ts'

/** An answer as people gave it: a point of 1-5, words, and a minute of a clock in the workspace's zone. */
interface Given {
  readonly rating: number
  readonly comment: string
  readonly day: number
  readonly minute: number
}

const survey = {
  ...{ id: 's', name: 'S', metric: 'csat', scale: '1-5', threshold: null },
  ...{ lowLabel: 'Very dissatisfied', highLabel: 'Very satisfied' },
} as unknown as Survey

const two = (value: number) => String(value).padStart(2, '0')
const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
const twelve = (minute: number) =>
  `${Math.floor(minute / 60) % 12 || 12}:${two(minute % 60)} ${minute < 720 ? 'AM' : 'PM'}`

/** Ways to write a time of January 2025; the first row is of its 31st, which settles which number is the day. */
const times: Readonly<Record<string, (day: number, minute: number) => string>> = {
  iso: (day, minute) => `2025-01-${two(day)} ${clock(minute)}`,
  t: (day, minute) => `2025-01-${two(day)}T${clock(minute)}:00`,
  dayFirst: (day, minute) => `${day}/1/2025 ${clock(minute)}`,
  monthFirst: (day, minute) => `01/${two(day)}/2025 ${twelve(minute)}`,
  dots: (day, minute) => `${two(day)}.01.2025, ${clock(minute)}`,
  words: (day, minute) => `January ${day}, 2025 ${twelve(minute)}`,
  german: (day, minute) => `${day}. Januar 2025 ${clock(minute)} Uhr`,
}

const scores: Readonly<Record<string, (rating: number) => string>> = {
  bare: (rating) => String(rating),
  decimal: (rating) => `${rating}.0`,
  of: (rating) => `${rating}/5`,
  stars: (rating) => `${'★'.repeat(rating)}${'☆'.repeat(5 - rating)}`,
  labelled: (rating) => `${rating} - ${['awful', 'bad', 'fine', 'good', 'great'][rating - 1]}`,
  words: (rating) =>
    ['Very dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very satisfied'][rating - 1]!,
  spanish: (rating) =>
    ['Muy insatisfecho', 'Insatisfecho', 'Neutral', 'Satisfecho', 'Muy satisfecho'][rating - 1]!,
}

const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
  utf8: (text) => Buffer.from(text),
  marked: (text) => Buffer.from(`\ufeff${text}`),
  utf16: (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
}

const oneOf = <Value>(ways: Readonly<Record<string, Value>>) =>
  fc.constantFrom(...Object.entries(ways)).map(([name, way]) => ({ name, way, toString: () => name }))

const dialect = fc.record({
  time: oneOf(times),
  score: oneOf(scores),
  encoding: oneOf(encodings),
  delimiter: fc.constantFrom(',', ';', '\t'),
  end: fc.constantFrom('\n', '\r\n'),
  quotesAll: fc.boolean(),
  saysDelimiter: fc.boolean(),
  order: fc.shuffledSubarray(['score', 'why', 'date', 'other'], { minLength: 4 }),
})

const comment = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', ',', ';', '"', '\n', '\t', 'é', '日', '5'),
  maxLength: 12,
})
const answer = fc.record({
  rating: fc.integer({ min: 1, max: 5 }),
  comment: comment.map((text) => `w${text}w`),
  day: fc.integer({ min: 1, max: 31 }),
  minute: fc.integer({ min: 0, max: 1439 }),
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sayso-dialects-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('a table in any dialect that says it clearly is exactly the answers that were given', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 8 }), dialect, async (given, written) => {
      const answers: Given[] = given.map((each, at) => (at === 0 ? { ...each, day: 31, rating: 5 } : each))
      const file = join(folder, 'table.csv')
      await writeFile(file, write(answers, written))
      expect(await readBack(file)).toEqual(
        answers.map(({ rating, comment, day, minute }) => ({
          rating,
          comment,
          // Berlin is an hour ahead in January.
          answeredAt: new Date(Date.UTC(2025, 0, day, 0, minute - 60)).toISOString(),
        })),
      )
    }),
    { numRuns: process.env.SAYSO_LONG ? 2000 : 60 },
  )
}, 300_000)

type Written = typeof dialect extends fc.Arbitrary<infer Value> ? Value : never

function write(answers: readonly Given[], written: Written): Uint8Array {
  const { delimiter, end, quotesAll, saysDelimiter, order } = written
  const quoted = (text: string) =>
    quotesAll || /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  const rows = answers.map(({ rating, comment, day, minute }, at) => ({
    score: written.score.way(rating),
    why: comment,
    date: written.time.way(day, minute),
    other: `row ${at}`,
  }))
  const named = { score: 'score', why: 'why', date: 'date', other: 'other' }
  const lines = [named, ...rows].map((row) => order.map((name) => quoted(row[name as 'why'])).join(delimiter))
  const text = [...(saysDelimiter ? [`sep=${delimiter}`] : []), ...lines].join(end)
  return written.encoding.way(`${text}${end}`)
}

const options = { map: [], property: [], score: [], noId: false, noDate: false } as const

async function readBack(file: string): Promise<unknown[]> {
  const table = await openTable(file, {})
  const asked = { ...options, file } as unknown as ImportOptions
  const { rows, doubts } = await prepare('Europe/Berlin', survey, table, asked)
  expect(doubts).toEqual([])
  const found: unknown[] = []
  for await (const { text, refused } of rows()) {
    expect(refused).toBeUndefined()
    const { rating, comment, answeredAt } = JSON.parse(text!)
    found.push({ rating, comment, answeredAt })
  }
  return found
}
