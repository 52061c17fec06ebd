import type { NewInvitation } from '../contract/invitations.ts'
import { guessColumns, indexOfColumn } from '../tables/columns.ts'
import { CliError } from './api.ts'
import { oneLine } from './terminal.ts'

/** The parts of a person that a column can hold. */
const parts = ['id', 'email', 'name', 'language', 'timezone'] as const
type Part = (typeof parts)[number]

/** The column index of each part, and of the columns kept as properties. */
export interface PeopleColumns {
  readonly parts: Readonly<Partial<Record<Part, number>>>
  readonly properties: readonly number[]
}

/** The guessed columns, overridden by the options. Throws a CliError for an unknown column, and without an id or email column. */
export function peopleColumns(
  header: readonly string[],
  { map, property }: { map: readonly string[]; property: readonly string[] },
): PeopleColumns {
  const guess = guessColumns(header)
  const language = header.findIndex((cell) => /^(language|locale|lang)$/i.test(cell))
  const timezone = header.findIndex((cell) => /^(time ?_?zone|tz)$/i.test(cell))
  const found: Partial<Record<Part, number | undefined>> = {
    ...{ id: guess.respondentId ?? guess.id, email: guess.email, name: guess.name },
    ...(language >= 0 && { language }),
    ...(timezone >= 0 && { timezone }),
  }
  for (const entry of map) {
    const [part, name] = [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]
    if (!(parts as readonly string[]).includes(part))
      throw new CliError(`--map takes PART=COLUMN, where PART is one of ${parts.join(', ')}`)
    found[part as Part] = placeOf(header, name)
  }
  if (found.id === undefined && found.email === undefined) {
    throw new CliError(
      `no column looks like a person's email or id; name it: --map "email=${header[0] ?? 'COLUMN'}"`,
    )
  }
  const known = Object.entries(found).filter(([, place]) => place !== undefined)
  return { parts: Object.fromEntries(known), properties: property.map((name) => placeOf(header, name)) }
}

function placeOf(header: readonly string[], name: string): number {
  const place = indexOfColumn(header, name)
  if (place === null) throw new CliError(`there is no column «${name}»; the header has: ${header.join(', ')}`)
  return place
}

/** A person in a row. */
export interface RowPerson extends Partial<Record<Part, string | undefined>> {
  readonly properties: Readonly<Record<string, string>>
}

/** The person in a row, without empty cells. */
export function personOf(
  header: readonly string[],
  { parts: found, properties }: PeopleColumns,
  cells: readonly string[],
): RowPerson {
  const at = (place: number | undefined) => (place === undefined ? '' : (cells[place]?.trim() ?? ''))
  const filled = properties.filter((place) => at(place) !== '')
  return {
    ...Object.fromEntries(parts.map((part) => [part, at(found[part]) || undefined])),
    properties: Object.fromEntries(filled.map((place) => [header[place]!, at(place)])),
  }
}

/** The invitation for the person in a row. */
export function invitationOf(
  header: readonly string[],
  columns: PeopleColumns,
  cells: readonly string[],
): NewInvitation {
  const { id, email, name, language, properties } = personOf(header, columns, cells)
  return { respondent: { id, email, name }, properties, language }
}

/** The columns in words, for the user to check. */
export function describeColumns(
  header: readonly string[],
  { parts: found, properties }: PeopleColumns,
): string {
  const nameOf = (place: number) => oneLine(header[place] ?? '')
  const named = parts.map((part) => `${part} ${found[part] === undefined ? '–' : `«${nameOf(found[part])}»`}`)
  return [...named, ...properties.map((place) => `property «${nameOf(place)}»`)].join(', ')
}
