import { expect, it } from 'vitest'
import { numberTable } from '../../../server/tables/number-table.ts'
import { fc } from '../../support/seeded.ts'

it('holds what a Map holds, however many keys share a place', () => {
  const key = fc.oneof(
    fc.integer({ min: 0, max: 5000 }),
    fc.maxSafeNat(),
    fc.nat(50).map((n) => n * 1024),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat()), { maxLength: 3000 }), (entries) => {
      const [table, map] = [numberTable(), new Map<number, number>()]
      for (const [name, value] of entries) {
        expect(table.get(name)).toBe(map.get(name))
        table.set(name, value)
        map.set(name, value)
      }
      for (const [name, value] of map) expect(table.get(name)).toBe(value)
    }),
    { numRuns: 50 },
  )
})
