import * as z from 'zod'
import { isNobody } from '../../shared/person.ts'

/** A list or an object, refused by its size before any of it is checked: each wrong entry costs as much as a whole request. */
export const atMostEntries = <T extends z.ZodType>(most: number, error: string, schema: T) =>
  z.preprocess((value, { issues }) => {
    const isMany = typeof value === 'object' && value !== null && Object.keys(value).length > most
    if (isMany) issues.push({ code: 'custom', message: error, input: value })
    return value
  }, schema)

/** Text from people: NUL, which the driver cuts strings at, and halves of characters are mended. */
export const text = (longest: number) =>
  z
    .string({ error: 'must be text' })
    .max(longest, `must have at most ${longest} characters`)
    .overwrite((value) => value.replaceAll('\0', '').toWellFormed())

export const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z.int({ error }).min(least, error).max(most, error)
}

export const token = (longest: number, error: string) =>
  z.string({ error }).regex(new RegExp(`^[\\x21-\\x7e]{1,${longest}}$`), error)

/**
 * An id that the server makes of nothing secret is in a space of its own, which no page can name: else it could be
 * taken first, and would tell who has answered. Importers may make theirs under `import:`.
 */
export const answerId = (longest: number, error: string) =>
  token(longest, error).refine(
    (id) => !/^(link|claim|import):/.test(id),
    'must not begin with link:, claim: or import:',
  )
export const importedId = (longest: number, error: string) =>
  token(longest, error).refine((id) => !/^(link|claim):/.test(id), 'must not begin with link: or claim:')

export const instant = z.iso.datetime({
  offset: true,
  error: 'must be an ISO 8601 time, like 2026-07-01T09:30:00Z',
})

/** In an address `+` is a space: the sign of an offset is put back, which nobody escapes by hand. */
export const withPlus = (text: string) => text.replaceAll(/ (?=\d{2}:\d{2}(\/|$))/g, '+')

/** A moment as people write it in a query: a day begins at midnight in the query's time zone, else the workspace's. */
export const moment = z.preprocess(
  (value) => (typeof value === 'string' ? withPlus(value) : value),
  z.union([instant, z.iso.date()], {
    error: 'must be a date or an ISO 8601 time, like 2026-07-01 or 2026-07-01T09:30:00Z',
  }),
)

export const nobodysName =
  "is nobody's: a merge tag that was not filled in, or what programs write for a missing value"

/** Refuses an id or address that cannot be a person: who is invited by it, is invited by somebody's mistake. */
export const ofSomebody = <Given extends z.ZodType<string | null | undefined>>(
  field: 'id' | 'email',
  schema: Given,
) => schema.refine((value) => !value || !isNobody(field, value), nobodysName)

/** The name of a person; what is nobody's is left out, as the id or address says who they are. */
export const nameOrNone = (name: string | undefined) => (name && !isNobody('name', name) ? name : undefined)

/** Text of one line, without the space around it. */
export const line = (longest: number) => text(longest).overwrite((value) => value.trim())

export const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 language tag, like en or pt-BR')

/** A parameter of the query that may be there several times: a list, also of one. */
export const repeated = <Item extends z.ZodType>(item: Item, most: number, error: string) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).max(most, error))
