import * as z from 'zod'
import { isNobody } from '../../shared/person.ts'
import { longest } from '../../shared/response.ts'
import { isTimezone } from '../reports/calendar.ts'
import { limitOf, listQuery, page } from './lists.ts'
import { reportWords } from './reports.ts'
import { properties } from './responses.ts'
import { metric } from './sets.ts'
import { languageTag, line, nameOrNone, nobodysName, ofSomebody, text } from './words.ts'

/** Letters of any language, as people have them now, and no mark that means something in a header. */
const atom = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+"
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?'
const address = new RegExp(
  `^(?=.{3,254}$)(?=[^@]{1,64}@)${atom}(?:\\.${atom})*@(?:${label}\\.)+${label}$`,
  'u',
)

export const emailAddress = z
  .string({ error: 'must be an email address' })
  .regex(address, 'must be an email address')
  .meta({ format: 'idn-email' })

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

/** What a list of accounts can be sorted by. */
export const accountSorts = ['risk', 'name', 'score', 'answers', 'heard'] as const

export const accountsQuery = listQuery.extend({
  limit: limitOf(50),
  sort: z
    .enum(accountSorts, { error: `must be one of ${accountSorts.join(', ')}` })
    .optional()
    .meta({
      description:
        'risk (the default) has those with the most people who fell first; score the lowest, answers the most, heard the latest',
    }),
  order: z
    .enum(['usual', 'reversed'], { error: 'must be usual or reversed' })
    .optional()
    .meta({ description: 'With `reversed`, the last of `sort` first', default: 'usual' }),
  text: text(500).optional().meta({ description: 'Only accounts with this in their name' }),
  survey: z.string().max(200).optional().meta({
    description:
      'Scores are of all surveys with the metric and scale of this one; of those with the most answers when left out',
  }),
})

const silent = z
  .object({ weeks: z.int(), heard: z.int(), of: z.int() })
  .meta({ id: 'Silence' })
  .nullable()
  .meta({
    description:
      'Not heard for so many weeks, though in `heard` of the `of` weeks before: at least three should have had an answer',
  })
const day = z.iso.date().meta({ description: 'By UTC' })
const scored = z.object({
  metric,
  scale: z.string(),
  surveys: z.array(z.string()).meta({ description: 'Their answers are counted together' }),
})
const { measured } = reportWords

export const account = z
  .object({
    account: z.string(),
    ...measured,
    answers: z.int().meta({ description: 'To any survey, ever; `n` is those of the score' }),
    lastHeardOn: day,
    fell: z.int().meta({
      description: 'People whose newest answer, of the last 90 days, is in a lower band than before',
    }),
    silent,
  })
  .meta({ id: 'Account' })

export const accountList = page(account)
  .extend({
    property: z.string().nullable().meta({
      description: 'What names accounts, as the workspace set it; null is nothing, and there are none',
    }),
    of: scored.nullable().meta({ description: 'What the scores are of, over the last 365 days' }),
    total: z.int().meta({ description: 'Accounts that fit' }),
    isCut: z.boolean().meta({ description: 'There are more than the 20,000 that are looked at' }),
  })
  .meta({ id: 'AccountList' })

const fellFrom = z
  .object({
    surveyId: z.string(),
    rating: z.int(),
    before: z.int(),
    beforeAt: z.iso.datetime(),
    answeredAt: z.iso.datetime(),
  })
  .meta({ id: 'Fall' })
  .nullable()
  .meta({ description: 'Their newest answer to a survey and the one before, in a better band' })

export const accountInFull = z
  .object({
    account: z.string(),
    property: z.string(),
    scores: z.array(scored.extend(measured)),
    answers: z.int(),
    lastHeardOn: day,
    silent,
    people: z
      .array(
        z.object({
          id: z.string().nullable(),
          email: z.string().nullable(),
          name: z.string().nullable(),
          verified: z.boolean(),
          surveyId: z.string(),
          rating: z.int().meta({ description: 'Of their newest answer' }),
          answeredAt: z.iso.datetime(),
          fellFrom,
          asksSince: z.int().meta({ description: 'Showings and mails since that answer' }),
          isSilent: z.boolean().meta({ description: 'Asked at least twice in the 90 days or more since' }),
        }),
      )
      .meta({ description: 'Who is at risk first; of the newest 3,000 answers' }),
    isCut: z.boolean(),
  })
  .meta({ id: 'AccountInFull' })
