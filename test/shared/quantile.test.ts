import { describe, expect, it } from 'vitest'
import { betaCdf, betaQuantile, logGamma } from '../../shared/beta.ts'
import {
  criticalT,
  criticalZ,
  normalCdf,
  normalQuantile,
  pOfT,
  pOfZ,
  tCdf,
  tQuantile,
} from '../../shared/quantile.ts'

/** Values by @stdlib/stats-base-dists 0.2.3 and 0.3.1, whose bundle is too large for the Worker. */
describe('distributions, against @stdlib', () => {
  it.each([
    [1e-9, -5.997807010584735],
    [0.001, -3.090232306167813],
    [0.3, -0.5244005127080409],
    [0.975, 1.9599639845400538],
    [0.999999, 4.753424308817088],
  ])('normal quantile of %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 12)
  })

  it.each([
    [-8, 6.220960574271819e-16],
    [-5, 2.866515718791946e-7],
    [-1.96, 0.024997895148220435],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [3, 0.9986501019683699],
  ])('normal cdf of %d', (z, p) => {
    expect(normalCdf(z) / p).toBeCloseTo(1, 7)
    expect(normalCdf(z)).toBeCloseTo(p, 14)
  })

  it.each([
    [0.975, 1.5, 6.016663104427929],
    [0.025, 9.3, -2.2510822246844415],
    [0.75, 2, 0.8164965809277261],
    [0.9995, 3, 12.923978636687963],
    [0.995, 29.7, 2.7518647665830755],
    [0.6, 1000, 0.25341451583949864],
  ])('t quantile of %d with %d degrees', (p, df, t) => {
    expect(tQuantile(p, df)).toBeCloseTo(t, 10)
  })

  it.each([
    [-8, 3, 0.0020382887938927337],
    [-2.5, 9.3, 0.01653890515753405],
    [-1, 1, 0.25],
    [0.3, 1.5, 0.5997639015982075],
    [2, 29, 0.9725281814085165],
  ])('t cdf of %d with %d degrees', (t, df, p) => {
    expect(tCdf(t, df)).toBeCloseTo(p, 12)
  })

  it.each([
    [0.025, 8, 3, 0.4439045376923585],
    [0.975, 0.5, 10.5, 0.2171962675092105],
    [0.5, 2, 2, 0.5],
    [0.01, 100, 300, 0.2016145413070197],
    [0.9, 1000, 2, 0.9994685953318865],
  ])('beta quantile of %d of (%d, %d)', (p, a, b, x) => {
    expect(betaQuantile(p, a, b)).toBeCloseTo(x, 12)
  })

  it('t with a million degrees of freedom is accurate to 1e-8', () => {
    expect(tQuantile(0.975, 1e6)).toBeCloseTo(1.9599663568141068, 8)
    expect(tCdf(-1.96, 1e6)).toBeCloseTo(0.024998033792634912, 8)
  })
})

describe('distributions, at known points', () => {
  it('gamma of integers is the factorial', () => {
    expect(Math.exp(logGamma(1))).toBeCloseTo(1, 12)
    expect(Math.exp(logGamma(5))).toBeCloseTo(24, 10)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13)
  })

  it('beta has nothing below 0 and everything below 1', () => {
    expect([betaCdf(0, 2, 3), betaCdf(1, 2, 3), betaCdf(-1, 2, 3), betaCdf(2, 2, 3)]).toEqual([0, 1, 0, 1])
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1])
  })

  it('are symmetric, and the median is 0', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15)
    expect(tQuantile(0.5, 4)).toBeCloseTo(0, 15)
    expect(tQuantile(0.1, 4)).toBeCloseTo(-tQuantile(0.9, 4), 12)
    expect(pOfZ(0)).toBe(1)
    expect(pOfT(0, 4)).toBe(1)
  })

  it('p-values are 0.05 at the critical values of 0.95', () => {
    expect(pOfZ(criticalZ(0.95))).toBeCloseTo(0.05, 13)
    expect(pOfT(-criticalT(0.95, 9), 9)).toBeCloseTo(0.05, 13)
  })
})
