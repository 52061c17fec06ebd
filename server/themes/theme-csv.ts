import { type Cell, csvRow } from '../http/csv.ts'
import type { SurveyThemes, ThemeInFull } from './theme-report.ts'

const columns: Readonly<Record<string, (theme: ThemeInFull) => Cell>> = {
  theme: ({ theme }) => theme,
  parent: ({ parent }) => parent,
  n: ({ n }) => n,
  of: ({ share }) => share?.of ?? null,
  percent: ({ share }) => share?.percent ?? null,
  low: ({ share }) => share?.interval?.low ?? null,
  high: ({ share }) => share?.interval?.high ?? null,
  positive: ({ polarity }) => polarity.positive,
  neutral: ({ polarity }) => polarity.neutral,
  negative: ({ polarity }) => polarity.negative,
  score: ({ score }) => score,
  delta: ({ delta }) => delta?.difference ?? null,
  deltaLow: ({ delta }) => delta?.interval?.low ?? null,
  deltaHigh: ({ delta }) => delta?.interval?.high ?? null,
  adjustedP: ({ delta }) => delta?.adjustedP ?? null,
  verdict: ({ delta }) => delta?.verdict ?? null,
  impact: ({ impact }) => impact?.value ?? null,
  impactLow: ({ impact }) => impact?.interval.low ?? null,
  impactHigh: ({ impact }) => impact?.interval.high ?? null,
  calibratedPercent: ({ calibrated }) => calibrated?.percent ?? null,
}

/** The themes of a report as CSV with a header; numbers are unrounded. */
export function themesCsv({ themes }: Pick<SurveyThemes, 'themes'>): string {
  const cells = Object.values(columns)
  return [Object.keys(columns), ...themes.map((theme) => cells.map((cell) => cell(theme)))]
    .map(csvRow)
    .join('')
}
