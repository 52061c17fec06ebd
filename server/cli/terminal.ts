import { roundHalfAway } from '../../shared/rounding.ts'

/** The text without control characters, so that user input cannot move the cursor or colour the terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
}

/** The same of several lines. */
export const lines = (text: string) => text.split('\n').map(oneLine).join('\n')

/** The date of a time in a time zone, as 2026-07-01. */
export function day(time: string, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(new Date(time))
}

export function count(n: number): string {
  return n.toLocaleString('en')
}

/** A rounded number; a dash for `null`, since nobody answered is not zero. */
export function number(x: number | null, digits = 0): string {
  return x === null ? '–' : roundHalfAway(x, digits).toFixed(digits)
}

export function percent(x: number | null): string {
  return `${number(x, 1)} %`
}

/** A number with its sign. */
export function signedNumber(x: number | null, digits = 0): string {
  return `${x !== null && x > 0 ? '+' : ''}${number(x, digits)}`
}

/** Rows of cells as aligned lines: the first column is left-aligned, the last is not padded, the others are right-aligned. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, at) => Math.max(cell.length, widest[at] ?? 0)),
    [],
  )
  return rows.map((row) =>
    row
      .map((cell, at) => {
        if (at === 0) return cell.padEnd(widths[at]!)
        return at === row.length - 1 ? cell : cell.padStart(widths[at]!)
      })
      .join('  ')
      .trimEnd(),
  )
}
