import type { Columns } from './column-names.ts'
import { isDate, noEvidence, noteDate, type OrderEvidence } from './dates.ts'
import { valueIn } from './nothing.ts'
import { numberTable } from './number-table.ts'
import { bareNumber } from './scores.ts'

/** A record by the head of its table. */
export interface Entry {
  readonly cells: readonly string[]
  readonly line: number
  /** Why it cannot be taken; left out for most. */
  readonly fault?: string | undefined
}

/** What a whole file says of the columns that hold the answers. */
export interface Evidence {
  /** Records with anything in them. */
  readonly rows: number
  readonly order: OrderEvidence
  /** How many of the date cells are empty. */
  readonly undated: number
  /** How often each whole number is a score. */
  readonly numbers: ReadonlyMap<number, number>
  /** Cells of the score's column that are no bare number, each once. */
  readonly words: readonly string[]
  /** Two lines that have one id; `null` when there are none. */
  readonly repeated: { readonly lines: readonly [number, number]; readonly count: number } | null
  /** The first line whose id a spreadsheet wrote as 1.18E+11. */
  readonly scientific: number | null
  /** Whether the ids are 1, 2, 3, … */
  readonly isRunning: boolean
}

const mostWords = 1000

/** Reads a whole file, and remembers of it what decides how it is read. */
export async function examine(
  entries: AsyncIterable<Entry>,
  columns: Columns,
  hash: (text: string) => number,
): Promise<Evidence> {
  const order = noEvidence()
  const numbers = new Map<number, number>()
  const words = new Set<string>()
  const ids = numberTable()
  let repeated: { lines: readonly [number, number]; count: number } | null = null
  let scientific: number | null = null
  let [rows, undated, isRunning] = [0, 0, true]

  function noteId(cells: readonly string[], line: number): void {
    const id = valueIn(cells[columns.id!])
    if (id === '') return
    if (/^\d(\.\d+)?E\+\d+$/i.test(id)) scientific ??= line
    const key = hash(id)
    const before = ids.get(key)
    if (before === undefined) ids.set(key, line)
    else repeated = { lines: repeated?.lines ?? [before, line], count: (repeated?.count ?? 0) + 1 }
  }

  for await (const { cells, line, fault } of entries) {
    rows += 1
    if (fault) continue
    if (columns.id !== undefined) noteId(cells, line)
    if (columns.answeredAt !== undefined) {
      const cell = valueIn(cells[columns.answeredAt])
      if (cell === '') undated += 1
      else noteDate(order, cell, line)
    }
    const score = valueIn(cells[columns.rating!])
    const number = bareNumber(score)
    if (number !== null) {
      numbers.set(number, (numbers.get(number) ?? 0) + 1)
      isRunning &&= number === rows || number === rows - 1
    } else {
      isRunning = false
      if (score !== '' && words.size < mostWords) words.add(score)
    }
  }
  return {
    rows,
    order,
    undated,
    numbers,
    words: [...words],
    repeated,
    scientific,
    isRunning: isRunning && rows > 2,
  }
}

/** How a column looks in the first records: the share of its filled cells that are of a kind. */
export function shareOf(sample: readonly Entry[], place: number, is: (cell: string) => boolean): number {
  const filled = sample.map(({ cells }) => valueIn(cells[place])).filter((cell) => cell !== '')
  const those = filled.filter(is)
  return filled.length === 0 ? 0 : those.length / Math.max(1, filled.length)
}

export const isEmptyIn = (sample: readonly Entry[], place: number) =>
  sample.every(({ cells }) => valueIn(cells[place]) === '')

/** Whether a column holds dates, and not mere numbers that might be. */
export const holdsDates = (sample: readonly Entry[], place: number) =>
  shareOf(sample, place, (cell) => !/^\d+$/.test(cell) && isDate(cell)) >= 0.8

/** Whether a column holds what people wrote. */
export const holdsText = (sample: readonly Entry[], place: number) =>
  shareOf(sample, place, (cell) => /\p{L}/u.test(cell) && !isDate(cell)) >= 0.5
