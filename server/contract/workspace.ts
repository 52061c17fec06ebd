import * as z from 'zod'
import { longest } from '../../shared/response.ts'
import { isTimezone } from '../reports/calendar.ts'
import { signaturePurposes } from '../responses/verified.ts'
import { allowedOrigin } from './origin.ts'
import { line, moment, text, wholeNumber } from './words.ts'

/** An address, or all of a domain. */
const sender = z
  .string({ error: 'must be text' })
  .max(320)
  .regex(
    /^[^\s@<>",;]*@[^\s@<>",;]+\.[^\s@<>",;]+$/,
    'must be like ask@acme.example, or @acme.example for all of it',
  )
  .toLowerCase()

/** What a workspace may send, as whoever runs the server allows it. */
export const mailAllowance = z
  .strictObject({
    from: z.array(sender).max(100).nullable().optional().meta({
      description:
        'Addresses its mails may come from, @acme.example for all of a domain; null is none, of the first workspace any',
    }),
    aDay: wholeNumber(0, 10_000_000)
      .nullable()
      .optional()
      .meta({ description: 'Mails it may send a day, by UTC; null is any number' }),
  })
  .meta({ id: 'MailAllowance' })
export type MailAllowance = z.infer<typeof mailAllowance>

const daysKept = wholeNumber(1, 36_500).nullable()

export const workspaceChange = z
  .strictObject({
    name: line(200).optional(),
    allowedOrigins: z
      .array(allowedOrigin)
      .max(200)
      .transform((entries) => [...new Set(entries)])
      .optional()
      .meta({
        description:
          'Origins whose pages may show surveys and save answers; * is any, https://*.example.com every page below a domain, http://localhost:* any port, myapp://* an app',
      }),
    timezone: z
      .string()
      .refine(isTimezone, 'must be an IANA time zone, like Europe/Berlin')
      .optional()
      .meta({ description: 'What days, weeks and months mean in reports' }),
    quietDays: z
      .int('must be a whole number of days')
      .min(0, 'must be from 0 to 3650')
      .max(3650, 'must be from 0 to 3650')
      .optional()
      .meta({
        description: 'Days of rest after any survey was shown, for surveys whose rules say nothing of it',
      }),
    signatures: z
      .enum(signaturePurposes, { error: `must be one of ${signaturePurposes.join(', ')}` })
      .optional()
      .meta({
        description:
          'The one thing that HMAC signatures under identitySecret vouch for: ids, emails, or addresses of surveys; none once your server makes tokens',
      }),
    codebook: z.string().max(100).nullable().optional().meta({
      description: 'The codebook of surveys that have none of their own; null is the one Sayso brings',
    }),
  })
  .extend({
    commentsKeptDays: daysKept
      .optional()
      .meta({ description: 'Days after which comments are erased; null is never' }),
    answersKeptDays: daysKept
      .optional()
      .meta({ description: 'Days after which answers are erased, out of every score; null is never' }),
    accountProperty: text(longest.propertyName)
      .refine((name) => name.trim() !== '', 'must not be empty')
      .nullable()
      .optional()
      .meta({ description: 'The property that names the account of a person, like company; null is none' }),
  })
  .meta({ id: 'WorkspaceChange' })
export type WorkspaceChange = z.infer<typeof workspaceChange>

export const newWorkspace = workspaceChange
  .pick({ allowedOrigins: true, timezone: true })
  .extend({
    name: line(200).refine((name) => name !== '', 'must not be empty'),
    databaseUrl: z
      .string()
      .max(300)
      .regex(
        /^((libsql|https):\/\/[\w.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?\/?$/,
        'must be like libsql://acme.example.com, without a path; http:// on this machine only',
      )
      .refine((url) => URL.canParse(url.replace(/^libsql:/, 'https:')), 'must be an address')
      .optional()
      .meta({
        description:
          'A libSQL server of its own, on a host that DATABASE_TOKENS names; for ever, and not shown again',
      }),
  })
  .meta({ id: 'NewWorkspace' })

export const workspaceName = z.object({ id: z.string(), name: z.string() }).meta({ id: 'WorkspaceName' })

/** A workspace just made, with its first key, which is shown this once. */
export const madeWorkspace = workspaceName.extend({ key: z.string() }).meta({ id: 'MadeWorkspace' })
export type MadeWorkspace = z.infer<typeof madeWorkspace>

export const workspace = z
  .object({
    id: z.string(),
    name: z.string(),
    allowedOrigins: z.array(z.string()),
    timezone: z.string(),
    quietDays: z.int(),
    commentsKeptDays: z.int().nullable(),
    answersKeptDays: z.int().nullable(),
    accountProperty: z.string().nullable(),
    codebook: z.string().nullable(),
    tokenSecret: z.string().meta({ description: "For the host's server: signs identity tokens" }),
    addressSecret: z
      .string()
      .meta({ description: "For the host's server: signs addresses of surveys, like /s/demo?id=u-123" }),
    identitySecret: z.string().meta({
      description:
        'Of before there were tokens: signs ids, or what `signatures` says. The other two follow from it',
    }),
    signatures: z.enum(signaturePurposes),
    mail: z.object({ from: z.array(z.string()).nullable(), aDay: z.int().nullable() }).meta({
      description:
        'What the server’s owner lets it send: addresses, @acme.example for a domain, and mails a day',
    }),
  })
  .meta({ id: 'Workspace' })

/** When links that were made before end, besides at their own time. */
export const linkRenewal = z.strictObject({
  olderLinksEndAt: moment.optional().meta({
    description: 'When links made before end, all of them; left out, they live until their own time',
  }),
})

export const linkKeys = z
  .object({
    items: z.array(
      z
        .object({
          createdAt: z.iso.datetime(),
          olderLinksEndAt: z.iso.datetime().nullable().meta({
            description: 'When links made before this key end; null is at their own time',
          }),
        })
        .meta({ id: 'LinkKey' }),
    ),
  })
  .meta({ id: 'LinkKeyList' })
