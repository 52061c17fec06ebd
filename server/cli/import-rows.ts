import { createHash } from 'node:crypto'
import type { Mapping } from './columns.ts'

/** One answer as the import call takes it; wrong values go along, for the server to refuse by name. */
export interface Row {
  readonly id: string
  readonly rating: number | string
  readonly comment?: string
  readonly answeredAt?: string
  readonly respondent?: Readonly<Record<string, string>>
  readonly properties?: Readonly<Record<string, string>>
}

/**
 * Makes rows of a file's records. A record without an id of its own is given one made of the
 * source's name, its cells, and how many equal records came before it: the same file gives the
 * same ids again, and equal records within it stay as many answers as they are.
 */
export function rowMaker(header: readonly string[], mapping: Mapping, source: string) {
  const seen = new Map<string, number>()

  function idOf(record: readonly string[]): string {
    const digest = createHash('sha256')
      .update(JSON.stringify([source, record]))
      .digest('base64url')
      .slice(0, 27)
    const earlier = seen.get(digest) ?? 0
    seen.set(digest, earlier + 1)
    return earlier === 0 ? digest : `${digest}.${earlier}`
  }

  return (record: readonly string[]): Row => {
    const cell = (place: number | undefined) => (place === undefined ? '' : (record[place] ?? '').trim())
    const { columns } = mapping
    const comment = cell(columns.comment)
    const date = cell(columns.answeredAt)
    const respondent = filled({
      id: cell(columns.respondentId),
      email: cell(columns.email),
      name: cell(columns.name),
    })
    const properties = filled(
      Object.fromEntries(mapping.properties.map((place) => [header[place]!, cell(place)])),
    )
    return {
      id: cell(columns.id) || idOf(record),
      rating: ratingOf(cell(columns.rating)),
      ...(comment && { comment }),
      ...(date && { answeredAt: instantOf(date) }),
      ...(respondent && { respondent }),
      ...(properties && { properties }),
    }
  }
}

function filled(fields: Record<string, string>): Record<string, string> | null {
  const kept = Object.entries(fields).filter(([, value]) => value !== '')
  return kept.length > 0 ? Object.fromEntries(kept) : null
}

/** The point in a cell: a whole number, alone or leading its label («10 - Extremely likely»), else the cell as it is. */
export function ratingOf(cell: string): number | string {
  const [, digits] = cell.match(/^(-?\d+)(?:\.0+)?(?:\s*$|\s*[-–—:(=]\s*\D.*$|\s+[^\d\s].*$)/s) ?? []
  return digits === undefined ? cell : Number(digits)
}

/** A time in a cell as ISO 8601: ISO itself, with a space for the T, a bare date, or Unix seconds; UTC unless it says otherwise. */
export function instantOf(cell: string): string {
  if (/^\d{9,10}$/.test(cell)) return new Date(Number(cell) * 1000).toISOString()
  const [, day, time, zone] =
    cell.match(
      /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/,
    ) ?? []
  if (day === undefined) return cell
  const offset = zone === undefined || zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  // February 30th would become March 2nd without a word: a day must come back as it went in.
  if (!new Date(`${day}T00:00Z`).toJSON()?.startsWith(day)) return cell
  const parsed = new Date(`${day}T${time ?? '00:00'}${offset}`)
  return Number.isNaN(parsed.getTime()) ? cell : parsed.toISOString()
}
