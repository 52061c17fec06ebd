import { TZDate } from '@date-fns/tz/date'
import type { Report } from '../../shared/report.ts'
import type { Segment } from '../../shared/segments.ts'
import { type Cell, csvRow } from '../http/csv.ts'

/** The tables of a report that are offered as CSV. */
export const csvTables = ['trend', 'segments'] as const
export type CsvTable = (typeof csvTables)[number]

/**
 * One table of a report as CSV; only its header when the table is empty. The values of a property that are not listed
 * are one row without a `value`; `values` is how many they are. Numbers are unrounded, and text that
 * a spreadsheet would run as a formula is escaped by `csvRow`.
 */
export function reportCsv(report: Report, table: CsvTable): string {
  const rows = table === 'trend' ? trendRows(report) : segmentRows(report)
  const names = columns[table]
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? null))].map(csvRow).join('')
}

const columns = {
  trend: ['from', 'to', 'n', 'score', 'low', 'high'],
  segments: [
    'property',
    'value',
    'values',
    'n',
    'score',
    'low',
    'high',
    'difference',
    'p',
    'adjustedP',
    'verdict',
    'caution',
  ],
} as const satisfies Record<CsvTable, readonly string[]>

function trendRows({ trend, period }: Report): Record<string, Cell>[] {
  const local = localIn(period.timezone)
  return trend.map(({ from, to, n, value, interval }) => ({
    from: local(from),
    to: local(to),
    n,
    score: value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  }))
}

/** Times by the clock of a zone, with what it is ahead of UTC, so that they stay times. */
function localIn(timezone: string): (time: string) => string {
  if (timezone === 'UTC') return (time) => time
  return (time) => new TZDate(time, timezone).toISOString().replace('.000', '')
}

function segmentRows({ segments }: Report): Record<string, Cell>[] {
  return segments.flatMap(({ property, values, other }) => [
    ...values.map((segment) => segmentRow(property, segment.value, segment)),
    ...(other ? [{ ...segmentRow(property, '', other), values: other.values }] : []),
  ])
}

function segmentRow(property: string, value: string, segment: Segment): Record<string, Cell> {
  const { n, score, interval, caution, difference } = segment
  return {
    property,
    value,
    values: 1,
    n,
    score,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    difference: difference?.difference ?? null,
    p: difference?.p ?? null,
    adjustedP: difference?.adjustedP ?? null,
    verdict: difference?.verdict ?? null,
    caution,
  }
}
