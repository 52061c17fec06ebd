import type { Arrival, FloodStore } from '../../server/responses/flood-watch.ts'
import { createFloodWatch } from '../../server/responses/flood-watch.ts'

/** A generator of numbers from 0 to 1 that always gives the same (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export type Given = Omit<Arrival, 'surveyId' | 'id' | 'isNew'>

const [minute, hour] = [60_000, 3_600_000]
const begin = Date.UTC(2026, 5, 1, 8)

/** A scale by its points, and people's opinion on it: a mean and a spread, from 0 to 1. */
interface Opinion {
  readonly min: number
  readonly max: number
  readonly mean: number
  readonly spread: number
}

/** A group that answers from `from` on for `lasts` milliseconds, from one address or each from its own. */
function crowd(
  random: () => number,
  n: number,
  from: number,
  lasts: number,
  opinion: Opinion,
  address?: string,
): Given[] {
  const normal = () => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random())
  const { min, max, mean, spread } = opinion
  return Array.from({ length: n }, () => {
    const wish = min + (max - min) * (mean + spread * normal())
    return {
      rating: Math.min(max, Math.max(min, Math.round(wish))),
      address: address ?? `home ${random()}`,
      // A third say why, and some of them in the same few words.
      text:
        random() < 0.3
          ? random() < 0.2
            ? `usual words ${Math.floor(random() * 5)}`
            : `own words ${random()}`
          : null,
      now: Math.floor(from + lasts * random()),
    }
  })
}

/** Honest answers: everyday ones, with an office, a mail that starts something, a class or devices back online among them. */
export function honestMixture(seed: number): { points: number; answers: Given[] } {
  const random = randomFrom(seed)
  const between = (least: number, most: number) => least + (most - least) * random()
  const scale = [
    { min: 0, max: 10 },
    { min: 1, max: 5 },
    { min: 1, max: 7 },
    { min: 0, max: 1 },
    { min: 1, max: 3 },
  ][Math.floor(random() * 5)]!
  const usual = { ...scale, mean: between(0.3, 0.85), spread: between(0.12, 0.4) }
  // A group's opinion is one of its own, near that of all.
  const own = () => ({ ...usual, mean: Math.min(1, Math.max(0, usual.mean + between(-0.25, 0.25))) })
  const some = (chance: number) => random() < chance
  const people = (least: number, most: number) => Math.round(between(least, most))
  const start = () => begin + between(0, 8) * hour
  const answers = crowd(random, people(20, 400), begin, between(2, 40) * hour, usual)
  const add = (n: number, from: number, lasts: number, opinion: Opinion, address?: string) =>
    answers.push(...crowd(random, n, from, lasts, opinion, address))
  if (some(0.6)) add(people(20, 250), start(), between(0.5, 8) * hour, own(), 'office')
  if (some(0.5)) add(people(50, 800), start(), between(3, 60) * minute, own())
  if (some(0.5)) add(people(12, 60), start(), between(0.5, 3) * minute, own(), 'class')
  if (some(0.3))
    add(people(20, 300), start(), between(0.2, 1) * minute, usual, some(0.5) ? 'kiosk' : undefined)
  return { points: scale.max - scale.min + 1, answers: answers.sort((a, b) => a.now - b.now) }
}

/** Lets answers arrive one by one, and returns which of them are counted in the end. */
export async function watchArrive(answers: readonly Given[], points: number): Promise<boolean[]> {
  const counted: boolean[] = []
  const watch = createFloodWatch()
  const counts = Array<number>(11).fill(0)
  /** All of it is of two days. */
  const recent = () => counts.reduce((sum, count) => sum + count, 0)
  const store: FloodStore = {
    known: async () => [],
    surroundings: async () => ({ counts: [...counts], recent: recent(), points }),
    async hold(_, __, ids) {
      for (const at of ids.map(Number)) {
        if (counted[at]) counts[answers[at]!.rating]! -= 1
        counted[at] = false
      }
    },
  }
  for (const [at, answer] of answers.entries()) {
    const arrival = { ...answer, surveyId: 's', id: `${at}`, isNew: true }
    const reason = watch.reasonFor(arrival)
    counted.push(reason === null)
    if (!reason) counts[answer.rating]! += 1
    const work: Promise<unknown>[] = []
    if (!reason) watch.note(arrival, store, (each) => work.push(each))
    if (work.length > 0) await Promise.all(work)
  }
  return counted
}
