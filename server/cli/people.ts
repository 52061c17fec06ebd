import type { NewInvitation } from '../contract.ts'
import { CliError } from './api.ts'
import { guessColumns, placeOfColumn } from './columns.ts'

/** The parts of a person a column can hold. */
const parts = ['id', 'email', 'name', 'language'] as const
type Part = (typeof parts)[number]

/** Which column, by its place, holds which part; and the columns kept as properties. */
export interface PeopleColumns {
  readonly parts: Readonly<Partial<Record<Part, number>>>
  readonly properties: readonly number[]
}

/** Which column holds what: the guess from the header with what was said on top of it. */
export function peopleColumns(
  header: readonly string[],
  { map, property }: { map: readonly string[]; property: readonly string[] },
): PeopleColumns {
  const guess = guessColumns(header)
  const language = header.findIndex((cell) => /^(language|locale|lang)$/i.test(cell))
  const found: Partial<Record<Part, number | undefined>> = {
    ...{ id: guess.respondentId ?? guess.id, email: guess.email, name: guess.name },
    ...(language >= 0 && { language }),
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
  const place = placeOfColumn(header, name)
  if (place === null) throw new CliError(`there is no column «${name}»; the header has: ${header.join(', ')}`)
  return place
}

/** The invitation of the person in one row. */
export function invitationOf(
  header: readonly string[],
  { parts, properties }: PeopleColumns,
  cells: readonly string[],
): NewInvitation {
  const at = (place: number | undefined) => (place === undefined ? '' : (cells[place]?.trim() ?? ''))
  const said = (part: Part) => at(parts[part]) || undefined
  const filled = properties.filter((place) => at(place) !== '')
  return {
    respondent: { id: said('id'), email: said('email'), name: said('name') },
    properties: Object.fromEntries(filled.map((place) => [header[place]!, at(place)])),
    language: said('language'),
  }
}

/** The columns in words, to be checked by whoever asked. */
export function describeColumns(
  header: readonly string[],
  { parts: found, properties }: PeopleColumns,
): string {
  const named = parts.map((part) => `${part} ${found[part] === undefined ? '–' : `«${header[found[part]]}»`}`)
  return [...named, ...properties.map((place) => `property «${header[place]}»`)].join(', ')
}
