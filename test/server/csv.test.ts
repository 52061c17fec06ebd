import { expect, it } from 'vitest'
import { csvRow } from '../../server/http/csv.ts'

it.each(['=1+1', '+1', '-1', '−1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
  'a cell that begins a formula, %j, gets an apostrophe',
  (text) => {
    expect(csvRow([text]).replace(/^"/, '')).toMatch(/^'/)
  },
)

it('numbers stay numbers, nothing stays empty, and quotes, commas and lines are kept', () => {
  expect(csvRow([-1.5, null, true, 'a "b", c', 'two\nlines'])).toBe('-1.5,,true,"a ""b"", c","two\nlines"\n')
})
