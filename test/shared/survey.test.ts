import { describe, expect, it } from 'vitest'
import type { Metric } from '../../shared/scale.ts'
import { defaultScale, scaleOf, scales } from '../../shared/survey.ts'

describe('scaleOf', () => {
  it('finds every scale of every metric by name', () => {
    for (const [metric, named] of Object.entries(scales))
      for (const [name, scale] of Object.entries(named)) expect(scaleOf(metric as Metric, name)).toBe(scale)
  })

  it('has a default for every metric', () => {
    for (const [metric, name] of Object.entries(defaultScale))
      expect(scaleOf(metric as Metric, name)).not.toBeNull()
  })

  it.each<[Metric, string]>([
    ['nps', '1-5'],
    ['csat', '0-10'],
    ['csat', ''],
    ['ces', 'toString'],
    ['ces', '__proto__'],
  ])('has no %s scale called "%s"', (metric, name) => {
    expect(scaleOf(metric, name)).toBeNull()
  })

  it('moves the threshold of CSAT and CES; null means the default', () => {
    expect(scaleOf('ces', '1-7', 6)?.positive).toBe(6)
    expect(scaleOf('csat', '1-5', null)).toBe(scales.csat['1-5'])
    expect(scaleOf('csat', '1-5', 4)).toBe(scales.csat['1-5'])
    expect(scaleOf('csat', '1-5', 1)).toBeNull()
  })

  it('refuses to move the cut-points of NPS', () => {
    expect(scaleOf('nps', '0-10', 8)).toBeNull()
    expect(scaleOf('nps', '0-10', 9)).toBe(scales.nps['0-10'])
  })
})
