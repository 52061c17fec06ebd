import * as z from 'zod'
import { followUp, followUpChange } from './answers.ts'
import { listQuery, page, stoppedAt } from './lists.ts'
import { refusedLine } from './problems.ts'
import { choices, comment, properties, rating, respondent } from './responses.ts'
import { channel, heldReason, responseState } from './sets.ts'
import { handTags } from './tagging.ts'
import { importedId, instant, languageTag, line, text, wholeNumber } from './words.ts'

const isBeyond = (time: number) => time < 0 || time >= Date.UTC(2100, 0, 1)

/** A year like 21 or 9999 is a slip of a table; in the score it would make reports of all time impossible. */
const answeredAt = instant
  .refine((time) => !isBeyond(Date.parse(time)), 'must be a time from 1970 to 2099')
  .meta({
    description:
      'When the person answered, from 1970 until a day from now; when left out, the time the import was begun',
  })

/** A key says who answered: nothing is signed. */
const named = respondent.omit({ signature: true, token: true }).shape
const person = z.strictObject({
  id: named.id.nullish(),
  email: named.email.nullish(),
  name: named.name.nullish(),
})

/** What an export of ours says beside: a row may be a line of it as it is. */
const exported = z
  .object({
    choices: choices.nullable(),
    contact: z.boolean(),
    language: languageTag.nullable(),
    origin: text(300).nullable(),
    state: responseState,
    heldReason: heldReason.nullable(),
    ruling: z.enum(['released', 'dropped']).nullable(),
    verified: z.boolean(),
    verifiedFields: z.array(text(100)).max(100),
    surveyVersion: z.int(),
    revision: z.int(),
    updatedAt: instant,
    tags: handTags.nullable().meta({
      description:
        'Themes given by hand, of the codebook of the survey. They and the follow-up stay as they are where an answer has some',
    }),
    followUp: followUpChange
      .extend({ state: followUp.shape.state, changedAt: instant.nullable() })
      .partial()
      .nullable(),
  })
  .partial().shape

export const importRow = z
  .strictObject({
    id: importedId(200, "must be the answer's own id, so that importing again adds nothing"),
    rating,
    comment: comment.nullish(),
    answeredAt: answeredAt.nullish(),
    respondent: person.nullish(),
    properties: properties.nullish(),
    channel: channel.nullish(),
    ...exported,
  })
  .meta({ id: 'ImportRow', description: 'An answer, or a line of `sayso export`' })
export type ImportRow = z.infer<typeof importRow>

export const intakeQuery = z.strictObject({
  import: z.string().max(100).optional().meta({
    description:
      'The import that the rows are of, begun by `POST …/imports`: it can be corrected and taken back',
  }),
  onConflict: z
    .enum(['refuse', 'update', 'new'], { error: 'must be refuse, update or new' })
    .optional()
    .meta({
      description:
        'Of a row whose id is stored with other content: leave it out, write it over an answer that was imported, or store it under an id of its own',
    }),
  dryRun: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .optional()
    .meta({ description: 'Store nothing, and say what would be' }),
})

export const importResult = z
  .object({
    added: z.int(),
    unchanged: z.int().meta({ description: 'Rows whose id and content were already stored' }),
    replaced: z.int().optional().meta({
      description:
        'Rows that replaced what an earlier mapping of the import brought, or what `onConflict` said; left out when none',
    }),
    conflict: z.int().optional().meta({
      description: 'Rows left out, whose id is stored with other content; left out when none',
    }),
    conflictLines: z
      .array(z.int())
      .optional()
      .meta({ description: 'The lines of the first thousand of them' }),
    anonymous: z.int().optional().meta({
      description:
        'Rows kept without an id or address that cannot be a person, like undefined; left out when none',
    }),
    erased: z.int().optional().meta({
      description:
        'Rows left out because the answer or its person was erased in the last 30 days; left out when none',
    }),
    refused: z.array(refusedLine),
    stoppedAt,
  })
  .meta({ id: 'ImportResult' })
export type ImportResult = z.infer<typeof importResult>

const longestMapping = 64 * 1024
const mappingValue = z.union([z.string(), z.record(z.string(), z.string())])
const storedMapping = z.record(z.string(), mappingValue)
export type ImportMapping = z.infer<typeof storedMapping>
/** Checked as a whole: its names are whoever imports' own, and no part of an error. */
const mapping = z
  .unknown()
  .refine(isMapping, { error: 'must be an object of texts, or of objects of texts', abort: true })
  .refine(
    (value) => JSON.stringify(value).length <= longestMapping,
    `must have at most ${longestMapping} characters`,
  )
  .meta({
    type: 'object',
    additionalProperties: {
      anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: { type: 'string' } }],
    },
    description: 'How the file is read, in words of your own: columns, zone, scale',
    examples: [{ rating: 'Score', answeredAt: 'Date', timezone: 'Europe/Berlin' }],
  }) as unknown as z.ZodType<ImportMapping>

/** A record's schema would leave out a column that is named `__proto__`, and what stands under it. */
function isMapping(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((each) => isText(each) || isTexts(each))
}

const isText = (value: unknown) => typeof value === 'string'
const isTexts = (value: unknown) => isObject(value) && Object.values(value).every(isText)
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const count = wholeNumber(0, 1_000_000_000)

export const newImport = z
  .strictObject({
    file: line(200).meta({ description: 'Its name, for people', examples: ['answers.csv'] }),
    hash: z
      .string({ error: 'must be text' })
      .regex(/^[\x21-\x7e]{1,100}$/, 'must be 1 to 100 visible ASCII characters')
      .meta({
        description: 'Of what it holds, like its SHA-256: the same content is the same import',
        examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
      }),
    mapping,
  })
  .meta({ id: 'NewImport' })

export const correction = z.strictObject({ mapping }).meta({ id: 'ImportCorrection' })

export const finished = z
  .strictObject({ read: count, refused: count, replaced: count.optional() })
  .meta({ id: 'ImportFinished', description: 'What the importer counted' })

export const importThing = z
  .object({
    id: z.string(),
    file: z.string(),
    hash: z.string(),
    mapping: storedMapping,
    edition: z.int().meta({ description: 'Counts the mappings it was read by' }),
    state: z
      .enum(['open', 'done', 'taken back'])
      .meta({ description: 'open: rows are still to come, or an earlier mapping’s are still to go' }),
    answers: z.int().meta({ description: 'Answers stored now that it brought' }),
    read: z.int(),
    refused: z.int(),
    replaced: z.int().meta({ description: 'Answers of other imports that it was written over' }),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'Import' })
export type ImportThing = z.infer<typeof importThing>

export const importsQuery = listQuery.extend({
  hash: z.string().max(100).optional().meta({ description: 'Only imports of this content' }),
})
export const pageOfImports = page(importThing).meta({ id: 'ImportList' })

export const removal = z
  .object({
    removed: z.int().meta({ description: 'Answers this call removed' }),
    isDone: z.boolean().meta({ description: 'false when there are more than one call removes: call again' }),
  })
  .meta({ id: 'ImportRemoval' })
export type Removal = z.infer<typeof removal>
