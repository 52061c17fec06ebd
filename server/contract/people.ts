import * as z from 'zod'
import { isNobody } from '../../shared/person.ts'
import { longest } from '../../shared/response.ts'
import { isTimezone } from '../reports/calendar.ts'
import { properties } from './responses.ts'
import { languageTag, line, nameOrNone, nobodysName, ofSomebody } from './words.ts'

/** Letters of any language, as people have them now, and no mark that means something in a header. */
const atom = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+"
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?'
const address = new RegExp(`^(?=.{3,254}$)${atom}(?:\\.${atom})*@(?:${label}\\.)+${label}$`, 'u')

export const emailAddress = z
  .string({ error: 'must be an email address' })
  .regex(address, 'must be an email address')

/** A cell that is empty says nothing. */
const filled = <T extends z.ZodType>(schema: T) =>
  z
    .union([z.literal('').transform(() => undefined), schema])
    .nullish()
    .transform((value) => value ?? undefined)

/** Somebody to be asked. The address is looked at apart, so that a wrong one can be listed as such. */
export const person = z
  .strictObject({
    email: line(longest.email).meta({ description: 'Where the mail goes' }),
    name: filled(line(longest.name)).transform(nameOrNone),
    id: filled(ofSomebody('id', line(longest.respondentId))).meta({
      description: "The host's own id for the person",
    }),
    language: filled(languageTag),
    timezone: filled(z.string().refine(isTimezone, 'must be an IANA time zone, like Europe/Berlin')),
    properties: properties.nullish().transform((value) => value ?? undefined),
  })
  .meta({ id: 'Person' })
export type Person = z.output<typeof person>

/** Many at once, as an object instead of an array. */
export const peopleAsObject = z.strictObject(
  { people: z.array(z.unknown(), { error: 'must be an array' }) },
  { error: ({ code }) => (code === 'invalid_type' ? 'must be an array of people' : undefined) },
)

/** Why no mail can be sent there; `null` when it can. */
export function addressProblem(text: string): string | null {
  if (isNobody('email', text)) return nobodysName
  return emailAddress.safeParse(text).error?.issues[0]?.message ?? null
}
