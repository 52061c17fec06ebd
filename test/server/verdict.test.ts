import { describe, expect, it } from 'vitest'
import { answerFrom } from '../../server/links/verdict.ts'
import type { Visit } from '../../server/links/visit.ts'
import { fc } from '../support/seeded.ts'

const [second, minute, hour] = [1000, 60_000, 3_600_000]
let seq = 0

/** A visit that offered a score at a time, and was signed two seconds later unless it says otherwise. */
function visit(offered: number | null, at: number, given: Partial<Visit> = {}): Visit {
  seq += 1
  const signed = { sign: 'pointer', signedAt: at + 2 * second, changedAt: at + 2 * second } as const
  const base = { id: `v-${seq}`, seq, mark: null, offered, rating: offered, said: {}, openedAt: at }
  return { ...base, ...signed, ...given }
}
const unsigned = { sign: null, signedAt: null } as const
const verdict = (visits: Visit[], buttons = 11) => {
  const answer = answerFrom(visits, buttons)
  return answer && [answer.rating, answer.heldReason]
}
const scores = (count: number, start: number, apart: number, given: Partial<Visit> = {}) =>
  Array.from({ length: count }, (_, score) =>
    visit(score, start + score * apart, { changedAt: start + score * apart, ...given }),
  )

describe('a person', () => {
  it('who chose no score yet has no answer', () => {
    expect(answerFrom([], 11)).toBeNull()
    expect(answerFrom([visit(null, 0, { mark: 'decoy' })], 11)).toBeNull()
  })

  it.each([
    ['errs and goes back to the mail at once', 3 * second],
    ['goes back a minute later', minute],
    ['comes back the next day', 25 * hour],
  ])('who %s is believed the last', (_, later) => {
    expect(verdict([visit(9, 0), visit(8, later)])).toEqual([8, null])
  })

  it('keeps earlier details that a later visit leaves empty, and the time of the first answer', () => {
    const visits = [visit(9, 0, { said: { comment: 'Fast' } }), visit(8, hour, { said: { contact: true } })]
    const answer = {
      rating: 8,
      said: { comment: 'Fast', contact: true },
      heldReason: null,
      answeredAt: 2 * second,
    }
    expect(answerFrom(visits, 11)).toEqual(answer)
  })

  it('who comes after a scanner that opened every score with scripts is counted', () => {
    const scan = scores(11, 0, 100, unsigned)
    expect(verdict(scan)).toEqual([10, 'all-scores'])
    expect(verdict([...scan, visit(9, 10 * minute)])).toEqual([9, null])
  })

  it('who answered before a scanner came still counts', () => {
    const visits = [visit(9, 0, { said: { comment: 'Mine' } }), ...scores(11, hour, second)]
    expect(answerFrom(visits, 11)).toMatchObject({ rating: 9, said: { comment: 'Mine' }, heldReason: null })
  })

  it('who changes the score on the page several times has opened only one link', () => {
    const visits = [0, 3, 5, 7, 10].map((rating, at) => visit(9, at * second, { rating }))
    expect(verdict(visits)).toEqual([10, null])
  })
})

describe('a machine', () => {
  it.each([
    ['a second', second],
    ['half a minute', 30 * second],
    ['two minutes', 2 * minute],
    ['an hour', hour],
  ])('with real input on every score, %s apart, is held', (_, apart) => {
    expect(verdict(scores(11, 0, apart, { sign: 'pointer' }))?.[1]).toBe('all-scores')
  })

  it.each([
    [3, 11, null],
    [4, 11, 'several-scores'],
    [11, 11, 'all-scores'],
    [4, 5, 'several-scores'],
    [5, 5, 'all-scores'],
    [2, 3, null],
    [3, 3, 'all-scores'],
    [2, 2, 'all-scores'],
  ])('that opened %i of %i scores in one sitting: %s', (opened, buttons, reason) => {
    expect(verdict(scores(opened, 0, second), buttons)?.[1]).toBe(reason)
  })

  it('on a mail with two buttons is recognized by its speed', () => {
    expect(verdict([visit(0, 0), visit(1, 10 * second)], 2)?.[1]).toBe('all-scores')
    expect(verdict([visit(0, 0), visit(1, minute)], 2)).toEqual([1, null])
  })

  it('that opened the decoy gets its session held, and with a gesture there its whole day', () => {
    const decoy = (at: number, given = {}) => visit(null, at, { mark: 'decoy', ...given })
    expect(verdict([visit(9, 0), decoy(30 * second, unsigned)])).toEqual([9, 'decoy'])
    expect(verdict([decoy(0, unsigned), visit(9, 10 * minute)])).toEqual([9, null])
    expect(verdict([decoy(0), visit(9, 10 * minute)])).toEqual([9, 'decoy'])
    expect(verdict([decoy(0), visit(9, 25 * hour)])).toEqual([9, null])
  })

  it('with a mark or without a sign is held', () => {
    for (const mark of ['scanner', 'early'] as const)
      expect(verdict([visit(9, 0, { mark })])).toEqual([9, mark])
    expect(verdict([visit(9, 0, unsigned)])).toEqual([9, 'no-sign'])
  })
})

/** A sandbox with real input that opens every score, staying so long on each, and then perhaps the hidden link. */
const sandbox = (buttons: number, stay: number, gap: number, opensDecoy: boolean) => {
  const visits = Array.from({ length: buttons }, (_, score) =>
    visit(score, score * (stay + gap), { changedAt: score * (stay + gap) + stay }),
  )
  const decoy = visit(null, buttons * (stay + gap), { mark: 'decoy' })
  return opensDecoy ? [...visits, decoy] : visits
}

describe('the hidden link, measured over every number of buttons', () => {
  const stays = [1, 5, 10, 19, 25, 30, 45, 60, 90, 120].map((seconds) => seconds * second)
  const gaps = [0, 1, 5, 30, 120].map((seconds) => seconds * second)
  const share = (buttons: number, opensDecoy: boolean) => {
    const all = stays.flatMap((stay) => gaps.map((gap) => sandbox(buttons, stay, gap, opensDecoy)))
    return all.filter((visits) => verdict(visits, buttons)?.[1]).length / all.length
  }

  it.each([3, 5, 7, 10, 11])(
    'adds nothing to a mail with %i: several scores give a sandbox away',
    (buttons) => {
      expect(share(buttons, false)).toBe(1)
    },
  )

  it('is what catches a patient sandbox on a mail with two', () => {
    console.log(`two buttons: ${100 * share(2, false)} % held without it, ${100 * share(2, true)} % with it`)
    expect(share(2, false)).toBeLessThan(0.6)
    expect(share(2, true)).toBe(1)
  })
})

it('the verdict does not depend on the order of the visits', () => {
  const drawn = fc.array(
    fc.record({
      offered: fc.option(fc.nat(10)),
      at: fc.nat(10 * minute),
      isSigned: fc.boolean(),
      mark: fc.option(fc.constantFrom('scanner', 'early', 'decoy'), { freq: 8 }),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(drawn, fc.infiniteStream(fc.nat(1000)), (drawn, order) => {
      const visits = drawn.map(({ offered, at, isSigned, mark }) =>
        visit(offered, at, { mark, ...(isSigned ? {} : unsigned) }),
      )
      const shuffled = visits
        .map((visit) => ({ visit, at: order.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ visit }) => visit)
      expect(answerFrom(shuffled, 11)).toEqual(answerFrom(visits, 11))
    }),
  )
})
