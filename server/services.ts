import type { Context } from 'hono'
import type { KeyringOf } from './links/keyring.ts'
import type { EventService } from './mail/events/event-services.ts'
import type { Mailer, SenderCheck } from './mail/mailer.ts'
import type { FloodWatch } from './responses/flood-watch.ts'
import type { Database } from './storage/db.ts'
import type { Save, Verdict } from './storage/responses.ts'
import type { Finding } from './storage/trouble.ts'
import type { ViewSave } from './storage/views.ts'
import type { SurveyCache } from './surveys/survey-cache.ts'
import type { LanguageData } from './themes/language-data.ts'
import type { Tagger } from './themes/tagger.ts'

/** A built file. */
export interface Asset {
  readonly text: string
  readonly etag: string
}

/** The databases that workspaces have of their own, by address. */
export interface OwnDatabases {
  /** Whether the configuration has a token for this address. */
  mayBeAt(url: string): boolean
  /** These services over that database, migrated; rejects while it is away. */
  services(url: string): Promise<Services>
}

/** What is rate limited: requests without a key by network address, calls by key, responses by survey. */
export type Limited = 'address' | 'key' | 'survey'

/** How a count stands against its limit. */
export interface Allowance {
  /** Seconds to wait; 0 within the limit. */
  readonly wait: number
  /** `null` where nothing is limited, or nobody says how much is left. */
  readonly quota: {
    readonly most: number
    readonly seconds: number
    readonly left: number
    readonly reset: number
  } | null
}

/** One line of the request log. It names the route, never the path, which can hold an email address. */
export interface LoggedRequest {
  /** The `x-request-id` of the response. */
  readonly id: string
  readonly method: string
  /** The route with the names of its parameters, like `/v1/surveys/:id`. */
  readonly route: string
  readonly status: number
  readonly ms: number
  /** The problem code, when the request was refused. */
  readonly code?: string
}

/** Everything that differs between Node and Workers, and nothing else. */
export interface Services {
  readonly database: Database
  /** The main database: workspaces, keys, sessions, link secrets, and all data of most workspaces. */
  readonly directory: Database
  /** `null` where workspaces cannot have databases of their own. */
  readonly own: OwnDatabases | null
  /** Stores one revision of a response; on Node many callers share a commit. */
  readonly save: (save: Save) => Promise<Verdict>
  /** Stores that a survey was shown or dismissed, likewise. */
  readonly saveView: (view: ViewSave) => Promise<Verdict>
  /** Whether a save would be accepted now: the queue has room, and the server is not shutting down. */
  readonly takesSaves: () => boolean
  /** What the last writes failed with, where reads may go on without them; left out where the disk says it. */
  readonly refusesWrites?: () => Promise<Finding | null>
  /** Left out where a database file is read as fast. */
  readonly publicSurveys?: SurveyCache
  /** Holds floods of answers. */
  readonly floods: FloodWatch
  /** Runs work that no request waits for; its failure is logged. */
  readonly later: (work: Promise<unknown>) => void
  /** Finds the themes of answers before they are stored. */
  readonly tagger: Tagger
  /** Word lists and default codebooks, by language. */
  readonly languageData: () => Promise<LanguageData>
  /** Starts reading comments again in the background, after a survey or a codebook was changed. */
  readonly rebuildThemes: (changedSurveyId?: string) => void
  /** A built file by its path in `dist`, like `widget/sayso.js`, or `null`. */
  readonly asset: (name: string) => Promise<Asset | null>
  /** A picture of the documents by its name, like `report.png`, or `null`. */
  readonly picture: (name: string) => Promise<ArrayBuffer | null>
  /** SHA-256 in hexadecimal, for every save: synchronous where the runtime can. */
  readonly hash: (secret: string) => string | Promise<string>
  readonly now: () => number
  /** Bytes left on the database's disk; `null` when the database is on another machine. */
  readonly freeBytes: () => Promise<number | null>
  /** Bytes of the log beside the database's file; `null` when the database is on another machine. */
  readonly logBytes: () => Promise<number | null>
  /** The keys that a workspace's links are signed with. */
  readonly keyring: KeyringOf
  /** The secrets they are derived from are the environment's, so that none is made in the database. */
  readonly hasGivenSecrets: boolean
  /** Counts `weight` more (1, or 0 to only look) against a limit. */
  readonly limit: (limited: Limited, name: string, weight?: number) => Promise<Allowance>
  /** The network address a request comes from; one name for all of whom it is not known. */
  readonly addressOf: (c: Context) => string
  /** Called once for every request, after it was answered. */
  readonly logRequest: (request: LoggedRequest) => void
  /** Prometheus metrics of this process, given the lag of retention and the campaigns in trouble, and the key that opens them; `null` where there are none. */
  readonly metrics: {
    readonly key: string
    readonly text: (lag: number | null, troubles: number | null) => Promise<string>
  } | null
  /**
   * `null` when no mail can be sent. `wake` tells the sender that a mail may be due; `send` sends one now; `takes` asks
   * whether mail from an address is taken, `null` where only a mail tells; `perHour` is the most that is sent for all
   * campaigns together, `null` where nothing of ours limits it.
   */
  readonly mail: {
    wake(): void
    readonly send: Mailer
    readonly takes: SenderCheck | null
    readonly perHour: number | null
  } | null
  /** What the events of each mail service are known by. */
  readonly mailEvents: ReadonlyMap<EventService, string>
  /** Where people reach the server, without a trailing slash; `null` takes the request's own origin. */
  readonly publicUrl: string | null
}
