import fc from 'fast-check'
import { seededRandom } from '../../shared/random.ts'

/**
 * What random tests begin from. `npm test` draws the same each time, so that it fails for what was changed and for
 * nothing else; the long form draws anew. `SAYSO_SEED` draws others, or the ones of a failure again.
 */
export const seed = Number(
  process.env.SAYSO_SEED ?? (process.env.SAYSO_LONG ? Date.now() % 2 ** 31 : 20261129),
)

fc.configureGlobal({ seed })

export { fc }

/** Random numbers in [0, 1) from the seed. */
export const random = seededRandom(seed)

export const anyOf = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]!
