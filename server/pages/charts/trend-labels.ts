import type { TrendPoint } from '../../../shared/report.ts'

/** The texts of the trend chart and the formatters of its numbers. */
export interface TrendLabels {
  readonly title: string
  readonly description: string
  readonly formatValue: (value: number) => string
  readonly formatCount: (n: number) => string
  /** The label of a bucket under the axis. */
  readonly tickLabel: (point: TrendPoint) => string
  /** All numbers of a bucket, shown on hover. */
  readonly tooltip: (point: TrendPoint) => string
}
