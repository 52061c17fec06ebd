import * as z from 'zod'
import { longest } from '../../shared/response.ts'
import { properties, surveyResponse } from './responses.ts'
import { followUpState, mailState, suppressionReason } from './sets.ts'
import { moment, text } from './words.ts'

export const newPersonKey = z
  .strictObject({
    person: text(longest.respondentId)
      .min(1)
      .meta({ description: "The host's id of the person, or their email" }),
  })
  .meta({ id: 'NewPersonKey', examples: [{ person: 'ada@example.com' }] })

export const personKeyMade = z
  .object({ key: z.string().meta({ description: 'Stands for the person in a path' }) })
  .meta({ id: 'PersonKey' })

export const heldOnPerson = z
  .object({
    responses: z.array(surveyResponse.extend({ surveyId: z.string() }).meta({ id: 'ResponseOfPerson' })),
    views: z.array(
      z.object({
        surveyId: z.string(),
        id: z.string(),
        respondentId: z.string().nullable(),
        email: z.string().nullable(),
        shownAt: z.iso.datetime(),
        dismissedAt: z.iso.datetime().nullable(),
      }),
    ),
  })
  .extend({
    visits: z
      .array(
        z.object({
          surveyId: z.string(),
          responseId: z.string(),
          id: z.string(),
          rating: z.int().nullable(),
          comment: z.string().nullable(),
          openedAt: z.iso.datetime(),
        }),
      )
      .meta({ description: 'Pages opened by their links' }),
    mails: z.array(
      z.object({
        campaignId: z.string(),
        surveyId: z.string(),
        email: z.string(),
        address: z.string().meta({ description: 'The email as it was given' }),
        name: z.string().nullable(),
        respondentId: z.string().nullable(),
        language: z.string().nullable(),
        timezone: z.string().nullable(),
        properties: properties.nullable(),
        state: mailState,
        reason: z.string().nullable(),
        code: z
          .int()
          .nullable()
          .meta({ description: 'The last SMTP reply code or HTTP status of a failure' }),
        said: z.string().nullable().meta({ description: 'The words with it' }),
        mails: z.int().meta({ description: 'How many were sent' }),
        addedAt: z.iso.datetime(),
        lastSentAt: z.iso.datetime().nullable(),
      }),
    ),
    earlierAsks: z
      .array(
        z.object({
          campaignId: z.string(),
          surveyId: z.string(),
          email: z.string(),
          mails: z.int().meta({ description: 'How many were sent, reminders with it' }),
          askedAt: z.iso.datetime().nullable(),
          lastSentAt: z.iso.datetime().nullable(),
        }),
      )
      .meta({ description: 'What recurring campaigns asked them before the ask in `mails`' }),
    followUps: z
      .array(
        z.object({
          surveyId: z.string(),
          responseId: z.string(),
          state: followUpState.nullable(),
          owner: z.string(),
          note: z.string(),
          changedAt: z.iso.datetime(),
        }),
      )
      .meta({ description: 'What the team noted of their answers' }),
    replies: z.array(
      z.object({
        surveyId: z.string(),
        responseId: z.string(),
        email: z.string(),
        subject: z.string(),
        body: z.string(),
        state: z.enum(['sent', 'failed']),
        sentAt: z.iso.datetime(),
      }),
    ),
    suppressions: z
      .array(
        z.object({
          reason: suppressionReason,
          createdAt: z.iso.datetime(),
        }),
      )
      .meta({ description: 'That they get no mail; kept as a keyed hash of the address, also when erased' }),
  })
  .meta({ id: 'HeldOnPerson' })

export const erased = z
  .object({ responses: z.int(), views: z.int(), mails: z.int() })
  .meta({ id: 'Erased', description: 'How much was erased' })

export const whyNotQuery = z.strictObject({
  at: moment.optional().meta({ description: 'The moment; now when left out' }),
  page: z
    .url({ protocol: /^https?$/, error: 'must be an address, like https://app.example.com/billing' })
    .max(2000)
    .optional()
    .meta({ description: 'The page they were on; without it nothing is said of pages' }),
})

const askingRules = [
  'status',
  'dates',
  'quota',
  'answered',
  'dismissed',
  'quiet',
  'suppression',
  'origin',
  'pages',
  'audience',
  'share',
  'trigger',
] as const
const verdict = z.enum(['refuses', 'permits', 'unknown']).meta({ id: 'AskingVerdict' })
const outcome = z.object({ verdict, says: z.string() }).meta({ id: 'AskingOutcome' })

export const whyNot = z
  .object({
    surveyId: z.string(),
    person: z.string(),
    at: z.iso.datetime(),
    version: z
      .int()
      .nullable()
      .meta({ description: 'The version that was published then; null before there was one' }),
    page: outcome.meta({ description: 'In the product, by the widget' }),
    mail: outcome.meta({ description: 'By a campaign that has them' }),
    rules: z.array(
      z.object({
        rule: z.enum(askingRules),
        ways: z.array(z.enum(['page', 'mail'])).meta({ description: 'What it decides about' }),
        value: z.string().nullable().meta({ description: 'What it is set to; null where there is none' }),
        verdict: verdict.meta({ description: 'unknown where only the browser could tell' }),
        says: z.string(),
      }),
    ),
  })
  .meta({ id: 'WhyNot' })
