import * as z from 'zod'
import { longest, mostProperties, type NewResponse, type NewView } from '../../shared/response.ts'
import { channel, heldReason, responseState } from './sets.ts'
import { answerId, atMostEntries, languageTag, text, token, wholeNumber } from './words.ts'

export const rating = z
  .int({ error: "must be a whole number on the survey's scale" })
  .meta({ description: "The chosen point; it must lie on the survey's scale", examples: [9] })

const propertyValue = z.union([text(longest.propertyValue), z.number(), z.boolean()], {
  error: `must be text of at most ${longest.propertyValue} characters, a number, or true or false`,
})

export const properties = atMostEntries(
  mostProperties,
  `must have at most ${mostProperties} names`,
  z
    .record(text(longest.propertyName).min(1), propertyValue, {
      error: `must be an object of names (at most ${longest.propertyName} characters) to text, numbers, true or false`,
    })
    .meta({ description: 'What the host says of the person; segments are made of these' }),
)

export const choices = atMostEntries(12, 'must be at most 12 reasons', z.array(text(100)))

export const respondent = z
  .object({
    id: text(longest.respondentId).optional().meta({ description: "The host's id of the person" }),
    email: text(longest.email).optional().meta({ description: 'Their address' }),
    name: text(longest.name).optional(),
    token: text(longest.token).optional().meta({
      description:
        "A JWT, HS256 under the workspace's tokenSecret, with aud sayso-identity, exp, and any of id, email, name and properties: these are verified, and stand before what is said beside it",
    }),
    signature: text(128).optional().meta({
      description:
        'HMAC-SHA-256 of the id under the identity secret, hexadecimal: verifies the id alone; a token says more, and ends',
      deprecated: true,
    }),
  })
  .meta({ id: 'Respondent', description: 'Who answers, as far as the host says' })

/** What a token of the host's server says; what is not right is as if it were not there. */
const idClaim = z.union([respondent.shape.id, z.number().transform(String)]).catch(undefined)
export const identityClaims = z.object({
  id: idClaim,
  sub: idClaim,
  email: respondent.shape.email.catch(undefined),
  name: respondent.shape.name.catch(undefined),
  properties: properties.optional().catch(undefined),
})
export type IdentityClaims = z.infer<typeof identityClaims>

/** Who a host asks about before it shows a survey. */
export const askedAbout = respondent
  .omit({ name: true })
  .meta({ id: 'AskedAbout', examples: [{ id: 'u-123' }] })
export type AskedAbout = z.output<typeof askedAbout>

export const comment = text(longest.comment).overwrite((value) => value.trim())

export const newResponse = z
  .object({
    surveyId: token(100, "must be the survey's id"),
    id: answerId(100, 'must be 1 to 100 visible ASCII characters, best a random UUID').meta({
      description: 'Made by the client, once per showing',
    }),
    writeKey: token(200, 'must be 1 to 200 visible ASCII characters, best a random UUID').meta({
      description: 'A secret made by the client; later revisions must repeat it',
    }),
    revision: wholeNumber(1, 2_147_483_647).meta({
      description: 'Each revision carries the whole response; the highest that arrives is kept',
    }),
    surveyVersion: wholeNumber(1, 2_147_483_647).optional(),
    rating,
    comment: comment.optional(),
    choices: choices.optional(),
    contact: z.boolean({ error: 'must be true or false' }).optional(),
    test: z
      .boolean({ error: 'must be true or false' })
      .optional()
      .meta({ description: 'Stored, but outside every score' }),
    respondent: respondent.optional(),
    properties: properties.optional(),
    channel: channel
      .optional()
      .catch(undefined)
      .meta({ description: 'Ignored: the collector says how an answer came in', deprecated: true }),
    language: languageTag.optional().meta({ description: 'The language the survey was shown in, BCP 47' }),
  })
  .meta({ id: 'NewResponse' }) satisfies z.ZodType<NewResponse>

export const savedResponse = z
  .object({ id: z.string(), revision: z.int().meta({ description: 'The revision now stored' }) })
  .meta({ id: 'SavedResponse' })

export const savedView = z.object({ id: z.string() }).meta({ id: 'SavedView' })

export const newView = z
  .object({
    surveyId: token(100, "must be the survey's id"),
    id: answerId(100, 'must be 1 to 100 visible ASCII characters, best a random UUID'),
    event: z.enum(['shown', 'dismissed'], { error: 'must be shown or dismissed' }),
    respondent: respondent.optional(),
  })
  .meta({ id: 'NewView' }) satisfies z.ZodType<NewView>

const savedRespondent = z
  .object({
    id: z.string().nullable(),
    email: z.string().nullable(),
    name: z.string().nullable(),
    verified: z
      .boolean()
      .meta({ description: "true only when the host's server vouched for the id, else the email" }),
  })
  .meta({ id: 'SavedRespondent' })

export const surveyResponse = z
  .object({
    id: z.string(),
    surveyVersion: z.int(),
    revision: z.int(),
    rating: z.int(),
    comment: z.string().nullable(),
    choices: z.array(z.string()).meta({ description: 'Reasons ticked' }),
    contact: z.boolean().meta({ description: 'May be contacted about this answer' }),
    respondent: savedRespondent.nullable(),
    properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    channel,
    origin: z.string().nullable().meta({ description: 'The origin of the page it came from' }),
    language: z.string().nullable().meta({ description: 'The language the survey was shown in' }),
    verified: z.boolean().meta({
      description: "Whether the host's server vouched for the person; see verifiedFields for what else",
    }),
    verifiedFields: z.array(z.string()).meta({
      description:
        'What was vouched for: id, email, name, properties when all of them were, else properties.plan for each one',
      examples: [['id', 'email', 'properties.plan']],
    }),
    state: responseState,
    heldReason: heldReason.nullable().meta({
      description: 'Why it is or was held, by what it looked like or by an owner; kept when it is released',
    }),
    ruling: z
      .enum(['released', 'dropped'])
      .nullable()
      .meta({ description: 'What an owner decided about it' }),
    answeredAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'SurveyResponse' })
export type StoredResponse = z.infer<typeof surveyResponse>
