import { createHash } from 'node:crypto'
import type { Mapping } from './columns.ts'

/** One row as the import call takes it. Invalid values are passed on, so that the server names them. */
export interface Row {
  readonly id: string
  readonly rating: number | string
  readonly comment?: string
  readonly answeredAt?: string
  readonly respondent?: Readonly<Record<string, string>>
  readonly properties?: Readonly<Record<string, string>>
}

/**
 * Returns a function that turns a CSV record into a row. A record without an id gets a hash of the
 * source's name and its cells, numbered when equal records came before: importing the same file again
 * gives the same ids, and equal records in it stay separate answers. No page can save under such an id.
 */
export function rowMaker(header: readonly string[], mapping: Mapping, source: string) {
  const timesSeen = new Map<string, number>()

  function idOf(record: readonly string[]): string {
    const digest = createHash('sha256')
      .update(JSON.stringify([source, record]))
      .digest('base64url')
      .slice(0, 27)
    const earlier = timesSeen.get(digest) ?? 0
    timesSeen.set(digest, earlier + 1)
    return `import:${earlier === 0 ? digest : `${digest}.${earlier}`}`
  }

  return (record: readonly string[]): Row => {
    const cell = (place: number | undefined) => (place === undefined ? '' : (record[place] ?? '').trim())
    const { columns } = mapping
    const comment = cell(columns.comment)
    const date = cell(columns.answeredAt)
    const respondent = nonEmpty({
      id: cell(columns.respondentId),
      email: cell(columns.email),
      name: cell(columns.name),
    })
    const properties = nonEmpty(
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

function nonEmpty(fields: Record<string, string>): Record<string, string> | null {
  const kept = Object.entries(fields).filter(([, value]) => value !== '')
  return kept.length > 0 ? Object.fromEntries(kept) : null
}

/** The rating in a cell: a whole number, alone or before a label («10 - Extremely likely»); else the cell unchanged. */
export function ratingOf(cell: string): number | string {
  const [, digits] = cell.match(/^(-?\d+)(?:\.0+)?(?:\s*$|\s*[-–—:(=]\s*\D.*$|\s+[^\d\s].*$)/s) ?? []
  return digits === undefined ? cell : Number(digits)
}

/** The time in a cell as ISO 8601; the cell unchanged when it is not a time. Reads ISO 8601, a space for its T, dates, and Unix seconds; UTC by default. */
export function instantOf(cell: string): string {
  if (/^\d{9,10}$/.test(cell)) return new Date(Number(cell) * 1000).toISOString()
  const [, day, time, zone] =
    cell.match(
      /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/,
    ) ?? []
  if (day === undefined) return cell
  const offset = zone === undefined || zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  // Date silently turns February 30 into March 2, so check that the day survives the round trip.
  if (!new Date(`${day}T00:00Z`).toJSON()?.startsWith(day)) return cell
  const parsed = new Date(`${day}T${time ?? '00:00'}${offset}`)
  return Number.isNaN(parsed.getTime()) ? cell : parsed.toISOString()
}
