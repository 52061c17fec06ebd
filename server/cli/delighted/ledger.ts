import { count } from '../terminal.ts'
import type { MovedRow } from './answer-rows.ts'

/** What came and what could not. */
export interface MoveLedger {
  came(what: string, n: number): void
  /** Has no place here, which nobody can change. */
  lost(what: string, n: number): void
  /** Was not taken, which somebody should look at. */
  refused(what: string, n: number): void
  /** Adds what an answer carries, or with -1 takes it away again. */
  carried(row: MovedRow, sign: 1 | 0 | -1): void
  lines(title?: string): string[]
  isWhole(): boolean
}

export function ledger(): MoveLedger {
  // In the order in which they are told.
  const here = new Map(['answers', 'comments', 'notes', 'tags', 'properties'].map((what) => [what, 0]))
  const left = new Map<string, number>()
  let refusals = 0
  const add = (to: Map<string, number>, what: string, n: number) => {
    if (n !== 0) to.set(what, (to.get(what) ?? 0) + n)
  }
  const listOf = (from: Map<string, number>) =>
    [...from].filter(([, n]) => n > 0).map(([what, n]) => `  ${count(n).padStart(9)}  ${what}`)

  return {
    came: (what, n) => add(here, what, n),
    lost: (what, n) => add(left, what, n),
    refused(what, n) {
      refusals += n
      add(left, what, n)
    },
    carried({ carried, lost }, sign) {
      for (const [what, n] of Object.entries(carried)) add(here, what, sign * n)
      for (const what of lost) add(left, what, sign)
    },
    lines(title = 'came') {
      const lost = listOf(left)
      return [`${title}:`, ...listOf(here), ...(lost.length > 0 ? ['could not:', ...lost] : [])]
    },
    isWhole: () => refusals === 0,
  }
}
