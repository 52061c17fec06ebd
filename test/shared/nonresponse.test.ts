import { describe, expect, it } from 'vitest'
import { cesScales } from '../../shared/ces.ts'
import { fromRatings } from '../../shared/distribution.ts'
import { nonresponse } from '../../shared/nonresponse.ts'
import { npsScales } from '../../shared/nps.ts'
import { scoreOf } from '../../shared/score.ts'
import { randomFrom } from '../support/crowds.ts'

const scale = npsScales['0-10']
const nps = { metric: 'nps' } as const
const of = (...ratings: number[]) => fromRatings(scale, ratings)
const times = (n: number, rating: number) => Array<number>(n).fill(rating)

describe('what silence leaves open', () => {
  it('is at worst that all of them chose the worst point', () => {
    const found = nonresponse(nps, {
      waves: { early: of(...times(40, 10)), late: of(), reminded: of() },
      ...{ silent: 60, properties: [] },
    })
    expect(found).toMatchObject({
      asked: 100,
      answered: 40,
      silent: 60,
      value: 100,
      worst: -20,
    })
  })

  it('is nothing where everybody answered', () => {
    const waves = { early: of(...times(20, 10)), late: of(...times(20, 8)), reminded: of() }
    expect(nonresponse(nps, { waves, silent: 0, properties: [] })).toMatchObject({
      worst: 50,
    })
  })

  it('is not said of under ten answers', () => {
    const waves = { early: of(...times(9, 10)), late: of(), reminded: of() }
    expect(nonresponse(nps, { waves, silent: 100, properties: [] })).toMatchObject({
      value: null,
      worst: null,
    })
  })

  it('shows in waves, of which small ones have no score', () => {
    const waves = { early: of(...times(50, 10)), late: of(...times(30, 8)), reminded: of(...times(9, 0)) }
    const found = nonresponse(nps, { waves, silent: 89, properties: [] })
    expect(found.waves.map(({ value }) => value)).toEqual([100, 0, null])
    expect(found.value).toBeCloseTo((100 * (50 - 9)) / 89, 9)
  })

  it('is high where low is good', () => {
    const effort = cesScales['1-5-effort']
    const all = (n: number, rating: number) => fromRatings(effort, times(n, rating))
    const waves = { early: all(20, 1), late: all(20, 2), reminded: all(0, 1) }
    const found = nonresponse({ metric: 'ces', primary: 'mean' }, { waves, silent: 40, properties: [] })
    expect(found.worst).toBe((1.5 + 5) / 2)
  })
})

describe('of people of whom the content answer more', () => {
  const logistic = (x: number) => 1 / (1 + Math.exp(-x))

  /** Invites people who answer a mail the more likely, the better they think; two mails. */
  function invite(random: () => number, slope: number, ease: number) {
    const opinions = Array.from({ length: 1500 }, () => Math.min(10, Math.floor(11 * random() ** 0.5)))
    const answersMail = (rating: number) => random() < logistic(ease + slope * (rating - 7))
    const first = opinions.filter(answersMail)
    const rest = opinions.length - first.length
    const second: number[] = []
    // Who did not answer the first mail gets another.
    const left = [...opinions]
    for (const rating of first) left.splice(left.indexOf(rating), 1)
    for (const rating of left) if (answersMail(rating)) second.push(rating)
    const waves = {
      early: of(...first.filter((_, place) => place % 2 === 0)),
      late: of(...first.filter((_, place) => place % 2 === 1)),
      reminded: of(...second),
    }
    const truth = scoreOf(nps, of(...opinions)).value!
    return { truth, ...nonresponse(nps, { waves, silent: rest - second.length, properties: [] }) }
  }

  it.each([
    [0, -1],
    [0.1, -1],
    [0.2, -0.5],
    [0.4, -1.5],
  ])('the worst bound always holds, and the score alone seldom does (slope %d, ease %d)', (slope, ease) => {
    const random = randomFrom(100 * slope + 7)
    const runs = Array.from({ length: 200 }, () => invite(random, slope, ease))
    const share = (is: (run: (typeof runs)[number]) => boolean) => runs.filter(is).length / runs.length
    expect(share(({ truth, worst }) => worst! <= truth)).toBe(1)
    if (slope >= 0.1) expect(share(({ truth, value }) => value! > truth)).toBeGreaterThan(0.95)
  })
})
