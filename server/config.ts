import * as z from 'zod'
import { type LogLevel, logLevels } from './http/request-log.ts'
import { type EventService, eventServices } from './mail/events/event-services.ts'
import { type ServiceName, services } from './mail/http-mailer.ts'
import type { Limited } from './services.ts'
import { keysIn } from './workspaces/environment-keys.ts'

/** What the process was told by its environment, checked once at start. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly databaseUrl: string
  readonly databaseAuthToken: string | undefined
  /** Tokens of the servers that may keep workspaces' own databases, by host; `*.example.com` is any host below it. */
  readonly databaseTokens: ReadonlyMap<string, string>
  /** Where people reach the server, without a trailing slash; `null` means as the request says. */
  readonly publicUrl: string | null
  /** Keys of the first workspace that the environment names, parted by commas. */
  readonly adminKey: string | undefined
  /** Requests a minute that are answered: without a key by address, with one by key, answers by survey. 0 is any number. */
  readonly limits: Readonly<Record<Limited, number>>
  /** The header in which the proxy before us says who asks; `null` when there is none. */
  readonly proxyHeader: string | null
  /** How many proxies are before us, each of which adds an address to that header. */
  readonly proxyHops: number
  readonly log: LogLevel
  /** Opens `/metrics`, which is not there without it. */
  readonly metricsKey: string | undefined
  /** What links are signed with: the first signs, all are believed, those in the database too. */
  readonly secrets: readonly string[]
  /** How mail goes out; `null` when none does. */
  readonly mail: MailConfig | null
  /** What the events of each mail service are known by. */
  readonly mailEvents: ReadonlyMap<EventService, string>
  /** The host name at whose root Delighted's API is, in lower case; `null` when there is none. */
  readonly delightedHost: string | null
}

export type MailConfig =
  | {
      readonly by: 'smtp'
      readonly url: string
      readonly dkim: {
        readonly domain: string
        readonly selector: string
        readonly privateKey: string
      } | null
      readonly bounces: string | null
    }
  | { readonly by: ServiceName; readonly key: string; readonly url: string | null }

const empty = z.literal('').transform(() => undefined)
const optional = <T extends z.ZodType>(schema: T) => z.union([empty, schema]).optional()

const perMinute = optional(
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of requests a minute; 0 is any number')
    .transform(Number),
)

function hostAndToken(entry: string): [host: string, token: string] {
  const [, host, token] = entry.trim().match(/^([^=]+)=?(.*)$/)!
  return [host!.toLowerCase(), token!]
}

const environment = z.object({
  PORT: optional(
    z
      .string()
      .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
      .transform(Number)
      .refine((port) => port <= 65535, 'must be a whole number from 0 to 65535'),
  ),
  HOST: optional(z.string()),
  DATABASE_URL: optional(
    z
      .string()
      .regex(
        /^(file:.+|libsql:\/\/.+|https?:\/\/.+)$/,
        'must begin with file:, libsql://, https:// or http://',
      ),
  ),
  DATABASE_AUTH_TOKEN: optional(z.string()),
  DATABASE_TOKENS: optional(
    z
      .string()
      .regex(
        /^\s*(\*\.)?[\w.-]+(:\d+)?(=[^\s,]*)?(\s*,\s*(\*\.)?[\w.-]+(:\d+)?(=[^\s,]*)?)*\s*$/,
        'must be like acme.example.com=TOKEN, parted by commas; *.example.com is any host below it',
      )
      .transform((list) => new Map(list.split(',').map(hostAndToken))),
  ),
  PUBLIC_URL: optional(
    z
      .string()
      .regex(
        /^https?:\/\/[^/?#\s]+(\/[\w.~-]+)*\/?$/,
        'must be an http or https address, like https://surveys.example.com or https://example.com/feedback',
      )
      .transform((url) => url.replace(/\/$/, '')),
  ),
  DELIGHTED_HOST: optional(
    z
      .string()
      .toLowerCase()
      .regex(/^([a-z\d-]+\.)*[a-z\d-]+(:\d{1,5})?$/, 'must be a host name alone, like delighted.example.com')
      .transform((host) => host.replace(/:(80|443)$/, '')),
  ),
  LIMIT_PER_ADDRESS: perMinute,
  LIMIT_PER_KEY: perMinute,
  LIMIT_PER_SURVEY: perMinute,
  TRUSTED_PROXY_HEADER: optional(
    z.string().regex(/^[A-Za-z-]+$/, 'must be the name of a header, like X-Forwarded-For'),
  ),
  TRUSTED_PROXY_HOPS: optional(
    z
      .string()
      .regex(/^[1-9]$/, 'must be how many proxies are before the server, from 1 to 9')
      .transform(Number),
  ),
  LOG: optional(z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` })),
  METRICS_KEY: optional(z.string().min(20, 'must have at least 20 characters')),
  SAYSO_ADMIN_KEY: optional(
    z
      .string()
      .refine(
        (list) => keysIn(list).every((key) => key.length >= 20),
        'must have at least 20 characters; several are parted by commas, and all of them are keys',
      ),
  ),
  SAYSO_SECRET: optional(
    z
      .string()
      .transform((list) => list.split(',').map((secret) => secret.trim()))
      .refine(
        (secrets) => secrets.every((secret) => secret.length >= 32),
        'must have at least 32 characters; several are parted by commas, the first of them signs',
      ),
  ),
})

const mailServices = Object.keys(services) as ServiceName[]

const mailEnvironment = z.object({
  SMTP_URL: optional(
    z
      .string()
      .regex(/^smtps?:\/\/[^\s/]+\/?(\?\S*)?$/, 'must be like smtp://user:password@mail.example.com:587'),
  ),
  DKIM_DOMAIN: optional(
    z
      .string()
      .toLowerCase()
      .regex(/^[a-z\d-]+(\.[a-z\d-]+)+$/, 'must be a domain, like acme.example'),
  ),
  DKIM_SELECTOR: optional(z.string().regex(/^[\w.-]+$/, 'must be the name before ._domainkey in the DNS')),
  DKIM_PRIVATE_KEY: optional(
    z
      .string()
      // Many places that keep variables keep no line ends.
      .transform((key) => key.replaceAll('\\n', '\n'))
      .refine((key) => /^-----BEGIN (RSA )?PRIVATE KEY-----\n/.test(key), 'must be a private key in PEM'),
  ),
  MAIL_BOUNCES: optional(z.email('must be an address, like bounces@mail.acme.example')),
  MAIL_SERVICE: optional(z.enum(mailServices, { error: `must be one of ${mailServices.join(', ')}` })),
  MAIL_KEY: optional(z.string()),
  MAIL_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http or https address' })),
})

const eventEnvironment = z.object({
  MAIL_EVENTS: optional(
    z
      .string()
      .transform((list) => new Map(list.split(',').map(serviceAndSecret)))
      .refine(
        (secrets) =>
          [...secrets].every(([name, secret]) => eventServices.includes(name) && secret.length >= 16),
        `must be like resend=SECRET, parted by commas, of ${eventServices.join(', ')}; secrets have at least 16 characters`,
      ),
  ),
})

function serviceAndSecret(entry: string): [name: EventService, secret: string] {
  const [, name = '', secret = ''] = entry.trim().match(/^(\w+)=(.*)$/) ?? []
  return [name as EventService, secret]
}

const whole = environment.extend(mailEnvironment.shape).extend(eventEnvironment.shape)

/** Thrown for an environment that cannot be used; the message is one line and names the variable. */
export class ConfigError extends Error {}

/** Reads the environment; throws a ConfigError naming the first variable that is wrong and its fix. */
export function readConfig(variables: Readonly<Record<string, unknown>>): Config {
  const parsed = whole.safeParse(variables)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new ConfigError(`${issue.path.join('.')} ${reasonOf(issue)}`)
  }
  const env = parsed.data
  if (env.DATABASE_TOKENS && !/^(libsql|https?):/.test(env.DATABASE_URL ?? ''))
    throw new ConfigError(
      'DATABASE_TOKENS needs a libSQL server in DATABASE_URL: a file keeps every workspace',
    )
  if (env.TRUSTED_PROXY_HOPS && !env.TRUSTED_PROXY_HEADER)
    throw new ConfigError('TRUSTED_PROXY_HOPS needs the header of the proxies in TRUSTED_PROXY_HEADER')
  if (env.DELIGHTED_HOST && env.PUBLIC_URL && isHostOf(env.PUBLIC_URL, env.DELIGHTED_HOST))
    throw new ConfigError(
      'DELIGHTED_HOST must be another host than that of PUBLIC_URL, where /v1 is the API of Sayso itself',
    )
  return {
    port: env.PORT ?? 8787,
    host: env.HOST ?? '0.0.0.0',
    databaseUrl: env.DATABASE_URL ?? 'file:data/sayso.db',
    databaseAuthToken: env.DATABASE_AUTH_TOKEN,
    databaseTokens: env.DATABASE_TOKENS ?? new Map(),
    publicUrl: env.PUBLIC_URL ?? null,
    adminKey: env.SAYSO_ADMIN_KEY,
    limits: {
      address: env.LIMIT_PER_ADDRESS ?? 3000,
      key: env.LIMIT_PER_KEY ?? 60_000,
      survey: env.LIMIT_PER_SURVEY ?? 1_200_000,
    },
    proxyHeader: env.TRUSTED_PROXY_HEADER ?? null,
    proxyHops: env.TRUSTED_PROXY_HOPS ?? 1,
    log: env.LOG ?? 'problems',
    metricsKey: env.METRICS_KEY,
    secrets: env.SAYSO_SECRET ?? [],
    mail: mailOf(env, env.PUBLIC_URL),
    mailEvents: env.MAIL_EVENTS ?? new Map(),
    delightedHost: env.DELIGHTED_HOST ?? null,
  }
}

function isHostOf(address: string, name: string): boolean {
  const { host, hostname } = new URL(address)
  return name === host || name === hostname
}

/** The message of the branch that failed, since a union hides it behind «Invalid input». */
function reasonOf(issue: z.core.$ZodIssue): string {
  const branches = issue.code === 'invalid_union' ? issue.errors.flat() : []
  return branches.find((branch) => branch.code !== 'invalid_value')?.message ?? issue.message
}

function mailOf(env: z.output<typeof mailEnvironment>, publicUrl: string | undefined): MailConfig | null {
  const { SMTP_URL, MAIL_SERVICE, MAIL_KEY, MAIL_URL } = env
  if (!SMTP_URL && !MAIL_SERVICE) return null
  if (!publicUrl) throw new ConfigError('PUBLIC_URL must be set to send mail: its links lead there')
  if (SMTP_URL) return { by: 'smtp', url: SMTP_URL, dkim: dkimOf(env), bounces: env.MAIL_BOUNCES ?? null }
  if (!MAIL_KEY) throw new ConfigError(`MAIL_KEY must be set to the key of ${MAIL_SERVICE}`)
  return { by: MAIL_SERVICE!, key: MAIL_KEY, url: MAIL_URL ?? null }
}

function dkimOf({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY }: z.output<typeof mailEnvironment>) {
  if (!DKIM_DOMAIN && !DKIM_SELECTOR && !DKIM_PRIVATE_KEY) return null
  if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_PRIVATE_KEY)
    throw new ConfigError('DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY must be set together')
  return { domain: DKIM_DOMAIN, selector: DKIM_SELECTOR, privateKey: DKIM_PRIVATE_KEY }
}
