import { csvFormatRows } from 'd3-dsv'
import { describe, expect, it } from 'vitest'
import { guessColumns } from '../../../server/tables/columns.ts'
import { noEvidence, noteDate, readDate } from '../../../server/tables/dates.ts'
import { clockIn } from '../../../server/tables/local-time.ts'
import { dialectOf, recordReader } from '../../../server/tables/records.ts'
import { wordsFor } from '../../../server/tables/score-words.ts'
import { conversion, pointOf } from '../../../server/tables/scores.ts'
import { scaleOf } from '../../../shared/survey.ts'
import { fc } from '../../support/seeded.ts'

const now = Date.UTC(2026, 5, 1)
const nps = scaleOf('nps', '0-10')!
const stars = scaleOf('csat', '1-5')!
const thumbs = scaleOf('csat', '0-1')!

describe('columns', () => {
  it.each([
    [['rating', 'comment'], { rating: 0, comment: 1 }],
    [
      ['ID', 'Email', 'Name', 'Score', 'Comment', 'Created At'],
      { id: 0, email: 1, name: 2, rating: 3, comment: 4, answeredAt: 5 },
    ],
    [['#', 'NPS Score', 'Submit Date (UTC)'], { rating: 1, answeredAt: 2 }],
    [['hs_value', 'hs_content', 'hs_submission_timestamp'], { rating: 0, comment: 1, answeredAt: 2 }],
    [['created', 'sent', 'responded', 'score'], { rating: 3, answeredAt: 2 }],
    [['colour', 'shape'], {}],
  ])('of %j', (header, expected) => {
    expect(guessColumns(header)).toEqual(expected)
  })
})

describe('a score', () => {
  it.each([
    ['9', 9],
    ['9,0', 9],
    ['9.0', 9],
    ['10 - Extremely likely', 10],
    ['10 – Extremely likely', 10],
    ['0 (Not at all likely)', 0],
    ['Extremely likely: 10', 10],
    ['10 Extremely likely', 10],
    ['6 / 10', 6],
    ['6 von 10', 6],
    ['７', 7],
    ['٧', 7],
  ])('of 0-10 in %j is %j', (cell, point) => {
    expect(pointOf(cell, { scale: nps, words: labelled })).toBe(point)
  })

  it.each(
    [
      '',
      '-1',
      '11',
      '9.5',
      '9,5',
      'nine',
      '9 10',
      '9-10',
      '3 or 4',
      '3 out of 5',
      '5 days ago',
      '7 %',
      '1,000',
    ].concat(['10:30', '2025-03-04', '8 (of 9)', 'AB9']),
  )('of 0-10 is not in %j', (cell) => {
    expect(pointOf(cell, { scale: nps, words: labelled })).toBeNull()
  })

  const labelled = wordsFor([], nps, [{ low: 'Not at all likely', high: 'Extremely likely' }], new Map())!

  it.each([
    [
      ['Very satisfied', 'dissatisfied', 'Neutral'],
      [5, 2, 3],
    ],
    [
      ['Sehr zufrieden', 'unzufrieden'],
      [5, 2],
    ],
    [
      ['Très insatisfait', 'SATISFAIT'],
      [1, 4],
    ],
    [
      ['muy satisfecha', 'insatisfecho'],
      [5, 2],
    ],
    [
      ['非常に満足', '不満'],
      [5, 2],
    ],
    [
      ['очень доволен', 'недоволен'],
      [5, 2],
    ],
    [
      ['Strongly disagree', 'Agree'],
      [1, 4],
    ],
    [
      ['Excellent', 'Fair', 'Very good'],
      [5, 2, 4],
    ],
    [
      ['★★★★☆', '⭐⭐', '5 stars', '3/5', '4 Sterne'],
      [4, 2, 5, 3, 4],
    ],
    [
      ['😡', '😐'],
      [1, 3],
    ],
    [
      ['😞', '🙁', '😐', '😊', '😍'],
      [1, 2, 3, 4, 5],
    ],
    [
      [
        'Extremely satisfied',
        'Very satisfied',
        'Somewhat satisfied',
        'Not so satisfied',
        'Not at all satisfied',
      ],
      [5, 4, 3, 2, 1],
    ],
    [
      ['ļoti apmierināts', 'neitrāls', 'neapmierināta'],
      [5, 3, 2],
    ],
    [
      ['খুব সন্তুষ্ট', 'অসন্তুষ্ট'],
      [5, 2],
    ],
    [
      ['muy fácil', 'difícil'],
      [5, 2],
    ],
  ])('of 1-5 in the words %j is %j', (cells, expected) => {
    const words = wordsFor(cells, stars, [], new Map())!
    expect(cells.map((cell) => pointOf(cell, { scale: stars, words }))).toEqual(expected)
  })

  it('in two words is read by a list of two, and what is in no list is none', () => {
    const cells = ['Good', 'Bad', 'Offered']
    const words = wordsFor(cells, thumbs, [], new Map())!
    expect(cells.map((cell) => pointOf(cell, { scale: thumbs, words }))).toEqual([1, 0, null])
  })

  it('in words that two lists know differently is asked about', () => {
    expect(wordsFor(['good'], stars, [], new Map())).toBeNull()
    // Thumbs on a scale of five: the two words are not its fourth and second point.
    expect(wordsFor(['Good', 'Bad'], stars, [], new Map())).toBeNull()
    expect(wordsFor(['good'], stars, [], new Map([['good', 4]]))?.get('good')).toBe(4)
    // Of a list that was not found: no list has both as one point.
    expect(wordsFor(['Satisfied', 'Somewhat satisfied'], stars, [], new Map())).toBeNull()
    expect(wordsFor(['😢', '😡', '😊'], stars, [], new Map())).toBeNull()
    // The survey's own words are its own.
    const own = { low: 'Very dissatisfied', high: 'Very satisfied' }
    expect(wordsFor(['Very satisfied'], stars, [own], new Map())?.get('very satisfied')).toBe(5)
  })

  it('in thumbs is one of whichever skin', () => {
    const words = wordsFor(['👍🏽', '👎🏿'], thumbs, [], new Map())!
    expect(['👍🏻', '👎', '👍️'].map((cell) => pointOf(cell, { scale: thumbs, words }))).toEqual([1, 0, 1])
  })

  it.each(['05-Apr', '5-May', 'Apr-05', '1. März'])(
    'is not in what a spreadsheet makes of 4/5: %j',
    (cell) => {
      expect(pointOf(cell, { scale: stars, words: new Map() })).toBeNull()
    },
  )

  it('is brought to another scale where every point has one, and refused where not', () => {
    const three = { ...stars, max: 3 }
    expect([1, 2, 3].map((point) => conversion(three, stars)!(point))).toEqual([1, 3, 5])
    expect(conversion(stars, nps)).toBeNull()
    const hundred = { ...nps, max: 100 }
    expect([90, 85].map((point) => conversion(hundred, nps)!(point))).toEqual([9, null])
  })
})

describe('a time', () => {
  const utc = { order: 'day-first', clock: clockIn('UTC') } as const

  it.each([
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['2026-01-02 03:04:05', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02 03:04:05 UTC', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04:05+0200', '2026-01-02T01:04:05.000Z'],
    ['2026-01-02 03:04:05.678901-05', '2026-01-02T08:04:05.678Z'],
    ['1767322800', '2026-01-02T03:00:00.000Z'],
    ['1767322800123', '2026-01-02T03:00:00.123Z'],
    ['2/1/2026 3:04 PM', '2026-01-02T15:04:00.000Z'],
    ['02.01.26, 15:04 Uhr', '2026-01-02T15:04:00.000Z'],
    ['2. Januar 2026', '2026-01-02T00:00:00.000Z'],
    ['2 janvier 2026 à 15:04', '2026-01-02T15:04:00.000Z'],
    ['January 2nd, 2026 at 3:04 PM', '2026-01-02T15:04:00.000Z'],
    ['Fri Jan 02 2026 03:04:05 GMT+0100 (CET)', '2026-01-02T02:04:05.000Z'],
    ['2026年1月2日 15:04', '2026-01-02T15:04:00.000Z'],
    ['2026/1/2 下午 3:04:00', '2026-01-02T15:04:00.000Z'],
    ['46024.5', '2026-01-02T12:00:00.000Z'],
  ])('in %j is %s', (cell, expected) => {
    expect(readDate(cell, utc, now)).toEqual({ time: Date.parse(expected) })
  })

  it.each([
    ['2026-02-30', 'is not a time'],
    ['30/02/2026', 'is no day of the calendar'],
    ['2026-01-02 25:00', 'is not a time'],
    ['2027-01-02', 'is in the future'],
    ['1926-01-02', 'is before 1990'],
    ['yesterday', 'is not a time'],
    ['10:30', 'is not a time'],
  ])('is not in %j, which %s', (cell, problem) => {
    expect(readDate(cell, utc, now)).toEqual({ problem })
  })

  it('without a zone is by the clock of the zone, over its changes and its skipped hours', () => {
    const clock = clockIn('Europe/Berlin')
    const at = (cell: string) => readDate(cell, { order: null, clock }, now)
    expect(at('2026-01-15 12:00')).toEqual({ time: Date.UTC(2026, 0, 15, 11) })
    expect(at('2025-07-15 12:00')).toEqual({ time: Date.UTC(2025, 6, 15, 10) })
    expect(at('2026-03-29 01:59')).toEqual({ time: Date.UTC(2026, 2, 29, 0, 59) })
    expect(at('2026-03-29 03:00')).toEqual({ time: Date.UTC(2026, 2, 29, 1) })
    expect(at('2026-03-29')).toEqual({ time: Date.UTC(2026, 2, 28, 23) })
    expect(at('2026-03-29 12:00 UTC')).toEqual({ time: Date.UTC(2026, 2, 29, 12) })
  })

  it('has an order that the whole column decides', () => {
    const seen = (...cells: string[]) => {
      const evidence = noEvidence()
      for (const [place, cell] of cells.entries()) noteDate(evidence, cell, place + 2)
      return evidence
    }
    expect(seen('1/2/2025', '3/14/2025')).toEqual({ either: 2, monthFirst: 3, dayFirst: null })
    expect(seen('1/2/2025', '14/3/2025')).toEqual({ either: 2, monthFirst: null, dayFirst: 3 })
    expect(seen('5/5/2025', '2025-01-02')).toEqual({ either: null, monthFirst: null, dayFirst: null })
  })
})

describe('records', () => {
  function read(text: string, size = text.length) {
    const reader = recordReader(dialectOf(text, true))
    const found = []
    for (let at = 0; at < text.length; at += size) found.push(...reader.push(text.slice(at, at + size)))
    return [...found, ...reader.end()]
  }

  it('say the line they begin on, after breaks of any kind inside cells and empty lines', () => {
    const text = 'id,comment\r\n1,"a\r\nb\rc\nd"\r\n\r\n2,x\n\n\n3,y\r4,z'
    expect(read(text).map(({ cells, line }) => [cells[0], line])).toEqual([
      ['id', 1],
      ['1', 2],
      ['2', 7],
      ['3', 10],
      ['4', 11],
    ])
  })

  it('keep a quote that was not doubled, and have a fault where it may end a cell', () => {
    expect(read('a,b\n1,say "hi"\n2,"say "hi" to"\n').map(({ cells }) => cells[1])).toEqual([
      'b',
      'say "hi"',
      'say "hi" to',
    ])
    expect(read('a,b,c\n1,"open,2\n3,"x",4\n5,y,6\n')[1]).toMatchObject({
      line: 2,
      fault: expect.stringContaining('several ways'),
    })
    expect(read('a,b\n1,"open\n2,x\n')[1]).toMatchObject({
      line: 2,
      fault: expect.stringContaining('never closed'),
    })
  })

  it('are cut where most of them have as many cells, not where the header has most signs', () => {
    expect(read('id;"One, two, three, four?";score\n1;x;9\n')[1]!.cells).toEqual(['1', 'x', '9'])
    expect(read('a\tb\n1,5\tx\n2,5\ty\n')[1]!.cells).toEqual(['1,5', 'x'])
    expect(read('a,b\n1,"say \\"hi\\", he said"\n2,y\n')[1]!.cells).toEqual(['1', 'say "hi", he said'])
  })

  it('are what another writer wrote, in pieces of any size', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '9', ' ', ',', ';', '"', '\n', '\r\n', 'é', '日'),
      maxLength: 6,
    })
    const rows = fc.array(fc.tuple(cell, cell, fc.constantFrom('x', 'y')), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (given, size) => {
        const table = [['first', 'second', 'third'], ...given]
        const reader = recordReader({ delimiter: ',', escapedBy: '"' })
        const text = csvFormatRows(table)
        const found = []
        for (let at = 0; at < text.length; at += size) found.push(...reader.push(text.slice(at, at + size)))
        expect([...found, ...reader.end()].map(({ cells }) => cells)).toEqual(table)
      }),
      { numRuns: 300 },
    )
  })
})
