import { describe, expect, it } from 'vitest'
import { cesScales } from '../../shared/ces.ts'
import { csatScales } from '../../shared/csat.ts'
import { npsScales } from '../../shared/nps.ts'
import { type Band, bandOf, fits, points, type Scale, withThreshold } from '../../shared/scale.ts'

/** The bands of every point of a scale, lowest point first, one letter each. */
function bandsOf(scale: Scale): string {
  const letters: Record<Band, string> = { positive: '+', neutral: '·', negative: '-' }
  return points(scale)
    .map((rating) => letters[bandOf(scale, rating)])
    .join('')
}

describe('the bands of every point of every scale', () => {
  it.each([
    ['NPS 0–10: 6|7 and 8|9', npsScales['0-10'], '-------··++'],
    ['CSAT 1–5: 2|3 and 3|4', csatScales['1-5'], '--·++'],
    ['CSAT 1–3: 1|2 and 2|3', csatScales['1-3'], '-·+'],
    ['CSAT thumbs: 0|1', csatScales['0-1'], '-+'],
    ['CSAT 1–7: 3|4 and 5|6', csatScales['1-7'], '---··++'],
    ['CSAT 1–10: 6|7 and 8|9', csatScales['1-10'], '------··++'],
    ['CES 1–7: 3|4 and 4|5', cesScales['1-7'], '---·+++'],
    ['CES 1–5: 2|3 and 3|4', cesScales['1-5'], '--·++'],
    ['CES 1–5 effort, low is good: 2|3 and 3|4', cesScales['1-5-effort'], '++·--'],
  ])('%s', (_name, scale, bands) => {
    expect(bandsOf(scale)).toBe(bands)
  })

  it('lists every scale', () => {
    const count = [npsScales, csatScales, cesScales].flatMap(Object.keys).length
    expect(count).toBe(9)
  })
})

describe('fits', () => {
  it.each([
    [npsScales['0-10'], [-1, 11, 6.5, Number.NaN, Number.POSITIVE_INFINITY]],
    [csatScales['0-1'], [-1, 2, 0.5]],
    [cesScales['1-7'], [0, 8, 1.000001]],
  ])('accepts the ends of a scale and refuses what is beyond or between', (scale, outside) => {
    expect(fits(scale, scale.min)).toBe(true)
    expect(fits(scale, scale.max)).toBe(true)
    for (const rating of outside) expect(fits(scale, rating), `${rating}`).toBe(false)
  })
})

describe('withThreshold', () => {
  it.each([
    ['CES 1–7 from 6, as Wootric: 5|6', cesScales['1-7'], 6, '---··++'],
    ['CSAT 1–5 from 3 leaves no neutral: 2|3', csatScales['1-5'], 3, '--+++'],
    ['CSAT 1–5 from 2 moves the negative band down: 1|2', csatScales['1-5'], 2, '-++++'],
    ['CSAT 1–5 from 5: 4|5', csatScales['1-5'], 5, '--··+'],
    ['effort up to 1: 1|2', cesScales['1-5-effort'], 1, '+··--'],
    ['effort up to 3: 3|4', cesScales['1-5-effort'], 3, '+++--'],
    ['effort up to 4 moves the negative band up: 4|5', cesScales['1-5-effort'], 4, '++++-'],
  ])('%s', (_name, scale, threshold, bands) => {
    expect(bandsOf(withThreshold(scale, threshold)!)).toBe(bands)
  })

  it('refuses a threshold that is no point of the scale or leaves only one band', () => {
    expect(withThreshold(csatScales['1-5'], 1)).toBeNull()
    expect(withThreshold(csatScales['1-5'], 6)).toBeNull()
    expect(withThreshold(csatScales['1-5'], 3.5)).toBeNull()
    expect(withThreshold(cesScales['1-5-effort'], 5)).toBeNull()
    expect(withThreshold(cesScales['1-5-effort'], 0)).toBeNull()
  })
})
