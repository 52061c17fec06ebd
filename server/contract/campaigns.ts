import * as z from 'zod'
import { isTimezone } from '../reports/calendar.ts'
import { nextCursor, stoppedAt } from './lists.ts'
import { emailAddress } from './people.ts'
import { fieldError, refusedLine } from './problems.ts'
import { campaignStatus, mailTrouble, suppressionReason } from './sets.ts'
import { instant, languageTag, line, text, wholeNumber } from './words.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const timeOfDay = z
  .string({ error: 'must be a time of day like 09:00' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day like 09:00')

const sendWindow = z
  .strictObject({
    from: timeOfDay.default('00:00'),
    to: timeOfDay.default('24:00'),
    days: z
      .array(z.enum(days, { error: `must be some of ${days.join(', ')}` }))
      .min(1, 'must name at least one day')
      .default([...days]),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
  .meta({ id: 'SendWindow', description: "When mails may go out, by the clock of each person's time zone" })
export type SendWindow = z.output<typeof sendWindow>

const daysError = 'must be a number of days, at most 90'
const reminderDays = z.number({ error: daysError }).positive(daysError).max(90, daysError)

const restError = 'must be a number of days, from 0 to 365'

/** Headers that say to whom a mail goes, how a mail service is to treat it, or what the server itself says. */
const ownedHeader =
  /^x-(auto-response|smtpapi|pm-|ses-|mc-|mailgun-|mg-|mailjet-|mj-|mailin|sg-|resend|sparkpost|msys|envelope|original|delivered|forward|originating|google|gm-|ms-|microsoft|spam|virus|received|apple)/i

const ownHeaders = z
  .record(
    z
      .string()
      .regex(
        /^(X-[A-Za-z\d-]{1,60}|Precedence|Organization|Keywords|Comments|List-Help|List-Archive|List-Owner)$/,
        'must be X- and a name, or Precedence, Organization, Keywords, Comments, List-Help, List-Archive or List-Owner',
      )
      .refine((name) => !ownedHeader.test(name), 'belongs to mail servers and services'),
    z
      .string({ error: 'must be text' })
      .regex(/^[\x21-\x7e][\x20-\x7e]{0,299}$/, 'must be one line of at most 300 printable ASCII characters'),
  )
  .refine((given) => Object.keys(given).length <= 10, 'must be at most 10 headers')

/** What a campaign sends, when, and how fast. */
export const campaignPlan = z.strictObject({
  name: line(200).nullable().default(null).meta({ description: 'For the people who send it' }),
  from: z
    .strictObject({ address: emailAddress, name: line(200).default('') })
    .meta({ id: 'Sender' })
    .meta({ description: 'Who the mail comes from' }),
  replyTo: emailAddress.nullable().default(null),
  subject: line(300).nullable().default(null).meta({
    description:
      '“A quick question from” and the sender when left out, in the language of the person; {name} works',
  }),
  intro: text(2000)
    .nullable()
    .default(null)
    .meta({ description: 'A few words before the question; {name} works' }),
  footer: text(500).nullable().default(null).meta({ description: 'Who sends it and where they are found' }),
  headers: ownHeaders
    .default({})
    .meta({ description: 'Headers of its own, like `{"X-Campaign": "spring"}`' }),
  language: languageTag
    .nullable()
    .default(null)
    .meta({ description: "For people without one; the survey's own when left out" }),
  timezone: z
    .string()
    .refine(isTimezone, 'must be an IANA time zone, like Europe/Berlin')
    .nullable()
    .default(null)
    .meta({ description: "For people without one; the workspace's when left out" }),
  window: sendWindow.nullable().default(null),
  perMinute: wholeNumber(1, 6000).nullable().default(null).meta({ description: 'Mails a minute at most' }),
  perHour: wholeNumber(1, 360_000).nullable().default(null).meta({ description: 'Mails an hour at most' }),
  reminders: z
    .strictObject({ afterDays: reminderDays, most: wholeNumber(1, 5).default(1) })
    .meta({ id: 'Reminders' })
    .nullable()
    .default(null)
    .meta({ description: 'Asks those again who did not answer, so many days after the mail before' }),
  restDays: z.number({ error: restError }).min(0, restError).max(365, restError).default(14).meta({
    description:
      'Days since the last mail of any other campaign; who was mailed later waits that long. 0 for no rest',
  }),
  recurring: z
    .strictObject({
      everyDays: wholeNumber(1, 3650)
        .nullable()
        .default(null)
        .meta({ description: "Days from each person's last ask to the next" }),
      after: z
        .strictObject({
          property: line(100).meta({ description: 'A date or time of the person, like signed_up_at' }),
          days: wholeNumber(0, 3650),
        })
        .meta({ id: 'DaysAfterDate' })
        .nullable()
        .default(null)
        .meta({ description: 'First so many days after a date that is one of the person’s properties' }),
    })
    .refine(({ everyDays, after }) => everyDays !== null || after !== null, 'must have everyDays or after')
    .nullable()
    .default(null)
    .meta({
      description:
        'Asks people again and again, each by their own time, spread over the period; on weekday mornings in their time zone unless window says otherwise. Adding somebody again changes what is known of them',
    }),
  expiresAt: instant.nullable().default(null).meta({
    description: 'Nothing is sent and no link works from then on; links live 90 days when left out',
  }),
})
export type CampaignPlan = z.output<typeof campaignPlan>

export const newCampaign = campaignPlan
  .extend({ surveyId: z.string({ error: "must be the survey's id" }) })
  .meta({ id: 'NewCampaign' })

const count = z.int()
const counts = z
  .object({
    people: count,
    waiting: count.meta({ description: 'To be sent, or to be reminded' }),
    waitingFor: z.record(z.string(), count).meta({
      description:
        'What those wait for who are not next: window, rested, reminder, next (their next ask), deferred (the mail server asked to try later) or unanswered (it did not answer)',
    }),
    sent: count.meta({ description: 'People who were sent it' }),
    reminded: count,
    answered: count,
    skipped: z.record(z.string(), count).meta({ description: 'People who get none, by the reason' }),
    failed: count.meta({ description: 'People whose mail server, or ours, refused it for good' }),
    uncertain: count.meta({
      description: 'People whose mail was handed over twice without an answer: it may have arrived',
    }),
    bounced: count,
    complained: count,
    unsubscribed: count,
  })
  .meta({ id: 'CampaignCounts' })

export const campaign = campaignPlan
  .extend({
    id: z.string(),
    surveyId: z.string(),
    status: campaignStatus,
    counts,
    trouble: z
      .object({
        what: mailTrouble,
        since: z.iso.datetime(),
        code: z.int().nullable(),
        text: z.string(),
        tries: count,
      })
      .nullable()
      .meta({
        description:
          'What the mail server or service says since the last mail that it took: refused, which pauses the campaign after a few in a row; unknown, when it takes mails and does not answer; deferred, when it asks to try later; away, when it cannot be reached or logged in to, so that no campaign is sent',
      }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Campaign' })
export type Campaign = z.infer<typeof campaign>

export const peopleAdded = z
  .object({
    added: count,
    duplicates: count.meta({ description: 'Addresses that the campaign has already' }),
    refused: z.array(refusedLine),
    stoppedAt,
  })
  .meta({ id: 'PeopleAdded' })
export type PeopleAdded = z.infer<typeof peopleAdded>

/** Why somebody gets no mail, or not yet. */
export const reasons = [
  'invalid-address',
  'unsubscribed',
  'bounced',
  'complained',
  'suppressed',
  'answered',
  'dismissed',
  'mailed',
  'quiet',
  'survey-closed',
  'early',
  'over',
  'expired',
  'window',
  'rested',
  'reminder',
  'next',
  'no-date',
  'past',
  'left',
  'deferred',
  'unanswered',
  'refused',
  'mailbox',
  'uncertain',
  'too-large',
] as const
export const mailReason = z.enum(reasons).meta({ id: 'MailReason' })

const dryRunPerson = z
  .object({
    email: z.string(),
    name: z.string().nullable(),
    outcome: z.enum(['send', 'later', 'not', 'sent']),
    reason: mailReason.nullable(),
    askedAt: z.iso.datetime().nullable().meta({ description: 'When they were asked last' }),
    at: z.iso.datetime().nullable().meta({ description: 'When, for those who get it later' }),
    duplicates: count.meta({ description: 'How often the address was given again' }),
    code: z.int().nullable().meta({ description: 'The last SMTP reply code or HTTP status of a failure' }),
    said: z
      .string()
      .nullable()
      .meta({ description: 'The words with it; what is too large of a mail that is' }),
  })
  .meta({ id: 'DryRunPerson' })

export const dryRun = z
  .object({
    send: count.meta({ description: 'Would get it now' }),
    later: count.meta({
      description:
        'Would get it when their window opens, their rest from other mail ends, their reminder is due, or their mail server is tried again',
    }),
    not: count,
    duplicates: count,
    reasons: z.record(z.string(), count),
    sender: z.object({ taken: z.boolean(), code: z.int().nullable(), text: z.string() }).nullable().meta({
      description:
        "Whether the mail server takes mail from the campaign's address now, with its words when not; on the first page. null where only a mail tells, as with services: send a test mail",
    }),
    pace: z
      .object({
        perHour: count.meta({ description: 'The most mails an hour' }),
        minutes: count.meta({ description: 'What those take at least who would get it now' }),
      })
      .nullable()
      .meta({
        description:
          "By the campaign's perMinute and perHour, and on Workers by what they send for all campaigns together; null where only the mail server limits it",
      }),
    warnings: z.array(fieldError).meta({ description: 'What is better seen to before it is sent' }),
    items: z.array(dryRunPerson),
    nextCursor,
  })
  .meta({ id: 'DryRun' })
export type DryRun = z.infer<typeof dryRun>

const withoutDefault = (field: z.ZodType) =>
  field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field

/** What of a campaign can be changed once it was made; what is left out stays. */
export const campaignChange = z
  .strictObject(
    Object.fromEntries(
      Object.entries(campaignPlan.shape).map(([name, field]) => [name, withoutDefault(field).optional()]),
    ),
  )
  .meta({ id: 'CampaignChange' })
export type CampaignChange = Partial<CampaignPlan>

export const testMail = z
  .strictObject({ to: emailAddress.meta({ description: 'Where it goes, as to somebody of the campaign' }) })
  .meta({ id: 'TestMail' })

export const testSent = z
  .object({
    outcome: z.enum(['sent', 'refused', 'later', 'away', 'unknown']),
    code: z.int().nullable(),
    text: z.string().meta({ description: 'The words of the mail server or service when it was not sent' }),
  })
  .meta({ id: 'TestSent' })
export type TestSent = z.infer<typeof testSent>

export const newSuppression = z
  .strictObject({
    email: emailAddress,
    reason: suppressionReason.default('added'),
    createdAt: instant.optional().meta({ description: 'Since when, if not from now on' }),
  })
  .meta({ id: 'NewSuppression' })

export const suppression = z
  .object({
    email: z.string().nullable().meta({ description: 'null when no campaign has this address any more' }),
    reason: suppressionReason,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Suppression' })
