import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { importText, many, storedAnswers } from '../support/importing.ts'
import { workbook } from '../support/workbook.ts'

let collector: Collector
let client: Client

beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector.close())

/** What a file gives: what is stored, and what is said of the rest. */
interface Case {
  readonly survey?: Record<string, unknown>
  readonly file: string | Uint8Array
  readonly args?: readonly string[]
  readonly code?: number
  readonly ratings: readonly number[]
  readonly days?: readonly string[]
  readonly says?: readonly string[]
  readonly comments?: readonly (string | null)[]
}

const csat = { metric: 'csat', scale: '1-5' }
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))

const cases: Readonly<Record<string, Case>> = {
  'rows with other cell counts are refused by line': {
    file: 'id,comment,score\n1,good, really,9\n2,fine,8\n3\n',
    ...{ code: 1, ratings: [8] },
    says: ['line 2: 4 cells where the header has 3', 'line 4: 1 cells where the header has 3'],
  },
  'five stars in an NPS survey are asked about': {
    file: `score\n${many(12, (at) => String(4 + (at % 2)))}\n`,
    ...{ code: 2, ratings: [], says: ['no score of 12 in «score» is above 5'] },
  },
  'five stars said to be on a scale of ten points are stored': {
    file: `score,x\n${many(12, (at) => `${4 + (at % 2)},${at}`)}\n`,
    args: ['--scale', '0-10'],
    ratings: [...Array(12).keys()].map((at) => 4 + (at % 2)),
  },
  'five stars cannot become eleven points': {
    ...{ file: 'score\n5\n', args: ['--scale', '1-5'], code: 2, ratings: [], says: ['between two points'] },
  },
  'a column of another metric is asked about': {
    ...{ survey: csat, file: 'nps,when\n4,2025-01-02\n', code: 2, ratings: [], says: ['NPS by its name'] },
  },
  'the column of the survey’s own metric comes first': {
    ...{ survey: csat, file: 'nps,csat,date\n9,5,2025-01-02\n2,1,2025-01-03\n', ratings: [5, 1] },
  },
  'an id is not taken for the score': {
    file: 'Id,Colour\n1,red\n2,blue\n3,red\n',
    ...{ args: ['--map', 'rating=Id'], code: 2, ratings: [], says: ['looks like an id'] },
  },
  'the columns are listed when none is the score': {
    ...{ file: 'Colour,Shape\nred,round\n', code: 2, ratings: [], says: ['the columns are: Colour, Shape'] },
  },
  'an empty date is refused, as the future is': {
    file: 'id,score,submitted_at\n1,9,2025-01-02\n2,3,\n3,4,2099-01-01\n',
    ...{ code: 1, ratings: [9], days: ['2025-01-02'] },
    says: [
      'line 3: answeredAt: «submitted_at» is empty',
      'line 4: answeredAt: «submitted_at» holds «2099-01-01»',
    ],
  },
  'submitted comes before created': {
    file: 'id,created_at,submitted_at,score\n1,2025-01-31,2025-03-04,9\n',
    ...{ ratings: [9], days: ['2025-03-04'] },
  },
  'two columns of dates without a name that says it are asked about': {
    file: 'score,signup,renewal\n9,2025-01-02,2025-06-07\n',
    ...{ code: 2, ratings: [], says: ['--map "answeredAt=signup"', '--no-date'] },
  },
  'a column of dates is found by what it holds': {
    ...{ file: 'score,survey_taken_on\n9,2025-01-02\n', ratings: [9], days: ['2025-01-02'] },
  },
  'one day above twelve decides all dates': {
    file: 'score,date\n9,1/2/2025\n8,3/14/2025\n',
    ...{ ratings: [9, 8], days: ['2025-01-02', '2025-03-14'] },
  },
  'dates that can be read both ways are asked about': {
    ...{
      file: 'score,date\n9,1/2/2025\n',
      code: 2,
      ratings: [],
      says: ['--dates day-first or --dates month-first'],
    },
  },
  'dates are read as said': {
    ...{
      file: 'score,date\n9,1/2/2025\n',
      args: ['--dates', 'day-first'],
      ratings: [9],
      days: ['2025-02-01'],
    },
  },
  'words are scores': {
    survey: csat,
    file: 'rating,date\nVery satisfied,2025-01-02\nDissatisfied,2025-01-03\nno idea,2025-01-04\n',
    ...{ code: 1, ratings: [5, 2], says: ['line 4: rating: «rating» holds «no idea»'] },
  },
  'words are scores as said': {
    survey: { metric: 'csat', scale: '0-1' },
    file: 'rating,date\nyay,2025-01-02\nnay,2025-01-03\n',
    ...{ args: ['--score', 'yay=1', '--score', 'nay=0'], ratings: [1, 0] },
  },
  'sep= and semicolons': { file: 'sep=;\r\nscore;comment\r\n9;"a; b"\r\n', ratings: [9], comments: ['a; b'] },
  'UTF-16 with tabs': { file: utf16('score\tcomment\r\n9\tça\r\n'), ratings: [9], comments: ['ça'] },
  'Windows-1252': {
    file: new Uint8Array([...new TextEncoder().encode('score,comment\n9,caf'), 0xe9, 0x20, 0x80, 10]),
    ...{ ratings: [9], comments: ['café €'], says: ['windows-1252'] },
  },
  'two encodings in one file are refused': {
    file: new Uint8Array([...new TextEncoder().encode('score,comment\n9,é\n8,caf'), 0xe9, 10]),
    ...{ code: 2, ratings: [], says: ['line 3 is not'] },
  },
  'what programs write for nothing is nothing': {
    file: 'id,score,email,comment,date\n1,9,n/a,NULL,2025-01-02\n2,2,N/A,\\N,2025-01-03\n',
    ...{ ratings: [9, 2], comments: [null, null] },
  },
  'an open quote stops the import before anything is stored': {
    file: `score,comment\n${many(300, (at) => `${at % 11},text ${at}`)}\n5,"open\n${many(300, (at) => `${at % 11},more`)}\n`,
    ...{ code: 2, ratings: [], says: ['line 302'] },
  },
  'a column called like a date that holds none is asked about': {
    ...{ file: 'score,date\n9,2025-W03\n', code: 2, ratings: [], says: ['«date» holds no dates'] },
  },
  'a scale in the name of a column is compared with the survey’s': {
    ...{ file: 'id,Rating (1-5)\n1,5\n', code: 2, ratings: [], says: ['is on 1-5 by its name'] },
  },
  'a column that counts the rows is no score': {
    file: 'Nr,Answer,date\n1,9,2025-01-02\n2,7,2025-01-03\n3,1,2025-01-04\n',
    ...{ args: ['--map', 'rating=Nr'], code: 2, ratings: [], says: ['counts the rows'] },
  },
  'a file without names of columns says so': {
    ...{ file: '9,good\n3,bad\n', code: 2, ratings: [], says: ['looks like an answer'] },
  },
  'stars are of five': { ...{ file: 'score,x\n⭐⭐⭐,\n4 stars,\n7,\n', code: 1, ratings: [7] } },
  'two columns of one name, a name with a space, and a long one': {
    file: `score ,score ,date,${'What have you used? '.repeat(5)}\n9,pro,2025-01-02,all\n`,
    args: ['--property', 'score (2)', '--property', '#4', '--map', 'rating=Score'],
    ratings: [9],
  },
  'a workbook': {
    file: workbook([
      ['id', 'score', 'comment', 'date'],
      ['1', 9, 'fast & good', '2025-01-02 10:00'],
      ['2', 3, '', '2025-01-03'],
    ]),
    ...{ ratings: [9, 3], days: ['2025-01-02', '2025-01-03'], comments: ['fast & good', null] },
  },
  'seven points in an NPS survey are asked about': {
    file: `score,x\n${many(10, (at) => `${1 + (at % 7)},${at}`)}\n`,
    ...{ code: 2, ratings: [], says: ['no score of 10 in «score» is above 7'] },
  },
  'two columns called like the score are asked about': {
    file: 'score,rating\n9,5\n3,4\n',
    ...{ code: 2, ratings: [], says: ['which column is the score?', '"rating=score"', '"rating=rating"'] },
  },
  'two columns of one name and other scores are asked about': {
    ...{ file: 'score,score\n9,5\n3,4\n', code: 2, ratings: [], says: ['"rating=score (2)"'] },
  },
  'two columns that hold the same scores are one': {
    ...{ file: 'score,rating\n9,9\n3,3\n', ratings: [9, 3] },
  },
  'words in a question nobody knows are scores all the same': {
    ...{ survey: csat, file: 'How was our service?\nVery good\nGood\nVery poor\n', ratings: [5, 4, 1] },
  },
  'another alphabet in an encoding that is not named is asked about': {
    file: new Uint8Array([...Buffer.from('score,why\n9,'), 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 10]),
    ...{ code: 2, ratings: [], says: ['say --encoding, like windows-1250, windows-1251'] },
  },
  'another alphabet in an encoding that is named': {
    file: new Uint8Array([...Buffer.from('score,why\n9,'), 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 10]),
    ...{ args: ['--encoding', 'windows-1251'], ratings: [9], comments: ['Привет'] },
  },
  'titles and empty lines above the names': {
    file: workbook([
      ['NPS of the first quarter', '', ''],
      ['', '', ''],
      ['date', 'score', 'comment'],
      ['2025-01-15', 9, 'fast'],
    ]),
    ...{ ratings: [9], comments: ['fast'] },
  },
  'names of groups of columns above the names': {
    file: workbook([
      ['Person', '', 'Answer', '', ''],
      ['email', 'name', 'date', 'score', 'comment'],
      ['ada@example.com', 'Ada', '2025-01-15', 9, 'fast'],
    ]),
    ...{ ratings: [9], comments: ['fast'] },
  },
  'an empty file is named': { file: '', code: 2, ratings: [], says: ['is empty'] },
}

describe('a file', () => {
  it.each(Object.entries(cases))(
    '%s',
    async (_, { survey = { metric: 'nps' }, file, args = [], ...expected }) => {
      const { id } = (await client.post('/v1/surveys', { name: 'Imports', ...survey })).body
      const { code, out, err } = await importText(collector, id, file, ...args)
      const items = await storedAnswers(client, id)
      expect(`${out}${err}`.replaceAll('\n', ' ')).not.toContain('undefined')
      for (const text of expected.says ?? []) expect(`${out}${err}`).toContain(text)
      expect([code, items.map(({ rating }) => rating).toSorted()]).toEqual([
        ...[expected.code ?? 0, [...expected.ratings].toSorted()],
      ])
      if (expected.days) expect(items.map(({ answeredAt }) => answeredAt.slice(0, 10))).toEqual(expected.days)
      if (expected.comments) expect(items.map(({ comment }) => comment)).toEqual(expected.comments)
    },
  )
})
