import * as z from 'zod'
import { properties, surveyResponse } from './responses.ts'

export const heldOnPerson = z
  .object({
    responses: z.array(surveyResponse.extend({ surveyId: z.string() })),
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
        state: z.string(),
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
    followUps: z
      .array(
        z.object({
          surveyId: z.string(),
          responseId: z.string(),
          state: z.string().nullable(),
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
        state: z.string(),
        sentAt: z.iso.datetime(),
      }),
    ),
    suppressions: z
      .array(
        z.object({
          reason: z.enum(['unsubscribed', 'bounced', 'complained', 'added']),
          createdAt: z.iso.datetime(),
        }),
      )
      .meta({ description: 'That they get no mail; kept as a keyed hash of the address, also when erased' }),
  })
  .meta({ id: 'HeldOnPerson' })

export const erased = z
  .object({ responses: z.int(), views: z.int(), mails: z.int() })
  .meta({ id: 'Erased', description: 'How much was erased' })
