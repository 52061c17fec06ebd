/// <reference path="./vega-statistics.d.ts" />
import { cumulativeNormal, quantileNormal } from 'vega-statistics'
import { betaCdf, betaQuantile } from './beta.ts'

/**
 * The only door to `vega-statistics`, the one library `shared` uses: the standard normal
 * distribution (West 2009, Giles 2010), 1.3 kB gzip. Student's t comes from `beta.ts`.
 */

/** The share of a standard normal distribution below `z`, 0–1. Example: 0.975 below 1.96. */
export function normalCdf(z: number): number {
  return cumulativeNormal(z)
}

/** The quantile of a standard normal distribution: the point with the share `p` below it. Example: 1.96 for 0.975. */
export function normalQuantile(p: number): number {
  return quantileNormal(p)
}

/**
 * The share of Student's t distribution with `df` degrees of freedom (> 0, need not be
 * an integer: Welch's are not) below `t`, 0–1.
 *
 * Source: DLMF 8.17; Abramowitz and Stegun 26.7.1. Example: 0.75 below 1 at one degree.
 */
export function tCdf(t: number, df: number): number {
  const tail = betaCdf(df / (df + t * t), df / 2, 0.5) / 2
  return t < 0 ? tail : 1 - tail
}

/**
 * The quantile of Student's t distribution: the point with the share `p` below it.
 *
 * t² / (df + t²) follows Beta(½, df/2). Example: 12.706 for 0.975 at one degree.
 */
export function tQuantile(p: number, df: number): number {
  const within = betaQuantile(Math.abs(2 * p - 1), 0.5, df / 2)
  return Math.sign(p - 0.5) * Math.sqrt((df * within) / (1 - within))
}

/** The critical value of a two-sided normal interval, in standard errors. Example: 1.96 at 0.95. */
export function criticalZ(confidence: number): number {
  return normalQuantile((1 + confidence) / 2)
}

/** The critical value of a two-sided t interval, in standard errors. Example: 2.262 at 0.95, 9 degrees. */
export function criticalT(confidence: number, df: number): number {
  return tQuantile((1 + confidence) / 2, df)
}

/** The two-sided p-value of a z statistic, 0–1. Example: 0.05 at 1.96. */
export function pOfZ(z: number): number {
  return 2 * normalCdf(-Math.abs(z))
}

/** The two-sided p-value of a t statistic, 0–1. Example: 0.05 at 2.262 with 9 degrees. */
export function pOfT(t: number, df: number): number {
  return 2 * tCdf(-Math.abs(t), df)
}
