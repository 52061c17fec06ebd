import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { measures } from './measures.ts'

/** One case: inputs and the numbers somebody else computed from them. */
interface Case {
  readonly id: string
  readonly kind: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly expected: Readonly<Record<string, unknown>>
  readonly source: string
  readonly tolerance?: number
}

/** Expected values that are not compared, and why. Everything else is. */
const notCompared: Readonly<Record<string, string>> = {
  score_ci_95_points:
    "statsmodels' score interval of a difference solves another cubic than Miettinen and Nurminen 1985: it " +
    'has count0 · diff where they have n0 · diff. With that slip we get its numbers to 1e-9; without it, the ' +
    "ones in Newcombe's table of 1998 (56/70 − 48/80: 5.28 to 33.82). No report uses the interval.",
}

/**
 * Expected values that are themselves less exact than 1e-6, by how much, and why. What is
 * not listed is compared to 1e-6, or to the case's own tolerance.
 */
const printedShort: Readonly<Record<string, { keys: RegExp; tolerance: number; why: string }>> = {
  'ref-029': { keys: /./, tolerance: 5e-6, why: 'printed by R to five decimals' },
  any: {
    keys: /^score_tango_iterative/,
    tolerance: 2e-5,
    why:
      'its iteration stopped early: of ten passives it has −27.75330 and 27.75328, where symmetry ' +
      'and Wilson have ±27.75328',
  },
}

const file = process.env.SCORE_CASES ?? new URL('./score-cases.json', import.meta.url)
const { count, cases } = JSON.parse(readFileSync(file, 'utf8')) as { count: number; cases: Case[] }
const compared = new Map<string, number>()

function toleranceOf({ id, tolerance = 1e-6 }: Case, key: string): number {
  const short = [printedShort[id], printedShort.any].find((entry) => entry?.keys.test(key))
  return Math.max(tolerance, short?.tolerance ?? 0)
}

/** Compares a number, or a list of them one by one. */
function expectClose(actual: unknown, expected: unknown, tolerance: number, what: string): void {
  if (Array.isArray(expected)) {
    expect(actual, what).toHaveLength(expected.length)
    expected.forEach((one, at) => {
      expectClose((actual as unknown[])[at], one, tolerance, `${what}[${at}]`)
    })
  } else {
    expect(actual, `${what} is a number`).toBeTypeOf('number')
    const distance = Math.abs((actual as number) - (expected as number))
    expect(distance, `${what}: ${actual} against ${expected}`).toBeLessThanOrEqual(tolerance)
  }
}

describe('published and reference scores', () => {
  it.each(cases)('$id $kind, $source', (one) => {
    const actual = measures[one.kind]?.(one.inputs)
    expect(actual, `kind ${one.kind} is handled`).toBeDefined()
    for (const [key, expected] of Object.entries(one.expected)) {
      if (key in notCompared) continue
      const tolerance = key.endsWith('_rounded') ? 0 : toleranceOf(one, key)
      expectClose(actual?.[key], expected, tolerance, `${one.id} ${key}`)
      compared.set(one.id, (compared.get(one.id) ?? 0) + 1)
    }
  })

  it('ran every case and compared every expected number but those named above', () => {
    expect(cases).toHaveLength(process.env.SCORE_CASES ? count : 83)
    const expectedKeys = cases.map(({ id, expected }) => [
      id,
      Object.keys(expected).filter((key) => !(key in notCompared)).length,
    ])
    expect(Object.fromEntries(compared)).toEqual(Object.fromEntries(expectedKeys))
  })
})
