import { describe, expect, it } from 'vitest'
import { cesScales } from '../../shared/ces.ts'
import { csatScales } from '../../shared/csat.ts'
import type { Distribution } from '../../shared/distribution.ts'
import { type AskedDay, plannedAnswers, shareToAsk, widestSpread, widthOf } from '../../shared/goal.ts'
import { intervalOf } from '../../shared/interval.ts'
import { npsScales } from '../../shared/nps.ts'
import { seededRandom } from '../../shared/random.ts'
import { scoreOf } from '../../shared/score.ts'
import { drawnFor } from '../../shared/targeting.ts'

const nps = { metric: 'nps' } as const
const z = 1.959963985
const usual: Distribution = { scale: npsScales['0-10'], counts: [2, 1, 1, 2, 3, 6, 5, 12, 18, 22, 28] }

describe('the answers that a goal needs', () => {
  it('are those of the closed formulas, where there is one', () => {
    // Rocks 2016, with the variance of the adjusted counts: P + D − NPS² of 50 and 20 in a hundred.
    const rocks = (z * z * (0.7 - 0.3 ** 2)) / 0.05 ** 2 - 3
    expect(Math.abs(plannedAnswers(nps, 5, usual) - rocks)).toBeLessThan(2)
    // Piegorsch 2004, of a share of 70 %.
    const [pq, w] = [0.21, 0.04]
    const piegorsch = (z * z * (pq - 2 * w * w + Math.sqrt(pq * pq + w * w * (1 - 4 * pq)))) / (2 * w * w)
    const csat = { scale: csatScales['1-5'], counts: [10, 10, 10, 30, 40] }
    expect(plannedAnswers({ metric: 'csat' }, 4, csat)).toBe(Math.ceil(piegorsch))
    // Of a mean (z · s / w)²; t asks for two more.
    const effort = { scale: cesScales['1-7'], counts: [5, 5, 10, 20, 30, 20, 10] }
    const variance = 2.3275
    const needed = plannedAnswers({ metric: 'ces', primary: 'mean' }, 0.2, effort)
    expect(Math.abs(needed - (z * z * variance) / 0.2 ** 2 - 2)).toBeLessThan(3)
  })

  it('are the most where half are at each end', () => {
    expect(plannedAnswers(nps, 5, widestSpread(npsScales['0-10']))).toBe(1533)
    expect(plannedAnswers({ metric: 'csat' }, 5, widestSpread(csatScales['1-5']))).toBe(381)
  })
})

describe('the share of a day', () => {
  const day = (share: number, answers: number): AskedDay => ({ share, answers })
  const pace = { planned: 900, before: [] as AskedDay[], daysGone: 0, daysLeft: 90, most: 1 }

  it('begins small, and at most doubles', () => {
    expect(shareToAsk(pace)).toBe(0.01)
    expect(shareToAsk({ ...pace, before: [day(0.01, 0)], daysGone: 1, daysLeft: 89 })).toBe(0.02)
  })

  it('is none when all have come, and never more than the rules allow', () => {
    const before = [day(1, 900)]
    expect(shareToAsk({ ...pace, before, daysGone: 1, daysLeft: 89 })).toBe(0)
    const few = Array.from({ length: 20 }, () => day(0.3, 1))
    expect(shareToAsk({ ...pace, before: few, daysGone: 20, daysLeft: 70, most: 0.3 })).toBe(0.3)
  })

  it('is what brings the rest in the days left', () => {
    // Ten a day are needed, and a day on which everybody is asked brings twenty.
    const before = Array.from({ length: 30 }, () => day(0.5, 10))
    expect(shareToAsk({ ...pace, before, daysGone: 30, daysLeft: 60 })).toBe(0.5)
    const quicker = Array.from({ length: 30 }, () => day(0.5, 12))
    expect(shareToAsk({ ...pace, before: quicker, daysGone: 30, daysLeft: 60 })).toBe(0.375)
  })

  it('grows by what brings four days of answers if whoever is added comes at once', () => {
    // 240 came of half of all, so that a hundredth more of them may bring 4.8 in a day; eleven a day are needed.
    const before = Array.from({ length: 30 }, () => day(0.5, 8))
    const share = shareToAsk({ ...pace, before, daysGone: 30, daysLeft: 60 })
    expect(share).toBeCloseTo(0.5 + (4 * 11) / 480)
  })
})

/** People who come again and again, of whom each is asked once in a quarter, and people who pass by once. */
interface Crowd {
  readonly regulars: readonly { readonly people: number; readonly visitsADay: number }[]
  readonly passersADay: number
  readonly answering: number
}

const crowds: Readonly<Record<string, Crowd>> = {
  'people who come again': {
    regulars: [
      { people: 2500, visitsADay: 0.6 },
      { people: 2500, visitsADay: 0.14 },
      { people: 2500, visitsADay: 0.04 },
    ],
    passersADay: 0,
    answering: 0.25,
  },
  'people who pass by': { regulars: [], passersADay: 120, answering: 0.15 },
  'both, and many': { regulars: [{ people: 4000, visitsADay: 0.5 }], passersADay: 200, answering: 0.2 },
}
const width = 8
const daysOf = 91

/** One person's rating by the usual distribution. */
function rating(random: () => number): number {
  let left = 100 * random()
  return usual.counts.findIndex((part) => {
    left -= part
    return left < 0
  })
}

/** A quarter of a crowd, asked by shares that are found day by day. */
function quarter(crowd: Crowd, planned: number, before: AskedDay[], random: () => number) {
  const people = crowd.regulars.flatMap(({ people, visitsADay }) =>
    Array.from({ length: people }, (_, name) => ({
      at: drawnFor(`${visitsADay}/${name}`, 'survey'),
      visitsADay,
      isAsked: false,
      isSeen: false,
    })),
  )
  const counts = usual.counts.map(() => 0)
  let [asks, all] = [0, 0]
  for (let gone = 0; gone < daysOf; gone++) {
    const share = shareToAsk({ planned, before, daysGone: gone, daysLeft: daysOf - gone, most: 1 })
    const busy = gone % 7 > 4 ? 0.4 : 1.2
    let answers = 0
    const ask = () => {
      asks++
      if (random() >= crowd.answering) return
      answers++
      counts[rating(random)]!++
    }
    for (const person of people) {
      if (person.isAsked || random() >= person.visitsADay * busy) continue
      if (!person.isSeen) all++
      person.isSeen = true
      if (person.at >= share) continue
      person.isAsked = true
      ask()
    }
    const passers = Math.round(crowd.passersADay * busy)
    all += passers
    for (let passer = 0; passer < passers; passer++) if (random() < share) ask()
    before.push({ share, answers })
  }
  return { found: { ...usual, counts }, part: asks / all }
}

const isLong = Boolean(process.env.SAYSO_LONG)
const truth = scoreOf(nps, usual).value!

describe.each(Object.entries(crowds))('a goal asked of %s', (_, crowd) => {
  const runs = (isLong ? 1000 : 150) / (crowd.regulars.length > 0 ? 5 : 1)

  it('is reached with half of the asks at most, and the interval covers', () => {
    let [inFirst, inLater, covered] = [0, 0, 0]
    for (let run = 0; run < runs; run++) {
      const random = seededRandom(run + 1)
      const before: AskedDay[] = []
      const first = quarter(crowd, plannedAnswers(nps, width, widestSpread(usual.scale)), before, random)
      const later = quarter(crowd, plannedAnswers(nps, width, first.found), before, random)
      const ratios = [first, later].map(({ found }) => widthOf(nps, found) / width)
      if (ratios[0]! <= 1.1) inFirst++
      if (Math.abs(ratios[1]! - 1) <= 0.1) inLater++
      for (const { found, part } of [first, later]) {
        expect(part).toBeLessThanOrEqual(0.5)
        const { low, high } = intervalOf(nps, found)!
        if (low <= truth && truth <= high) covered++
      }
    }
    expect(inFirst / runs).toBeGreaterThanOrEqual(0.95)
    expect(inLater / runs).toBeGreaterThanOrEqual(0.95)
    // 93–97.5 %, give or take three standard errors of so many runs.
    const error = 3 * Math.sqrt((0.95 * 0.05) / (2 * runs))
    expect(covered / (2 * runs)).toBeGreaterThan(0.93 - error)
    expect(covered / (2 * runs)).toBeLessThan(0.975 + error)
    if (isLong)
      console.log(`within 10 %: ${inFirst}, ${inLater} of ${runs}; covered ${covered} of ${2 * runs}`)
  })
})
