import type { Call } from './context.ts'
import type { Limited } from './http/limits.ts'
import type { Seen } from './http/request-log.ts'
import type { KeyringOf } from './links/keyring.ts'
import type { Database } from './storage/db.ts'
import type { Save, Verdict } from './storage/responses.ts'
import type { ViewSave } from './storage/views.ts'
import type { LanguageData } from './themes/language-data.ts'
import type { Tagger } from './themes/tagger.ts'

/** A built file. */
export interface Asset {
  readonly text: string
  readonly etag: string
}

/** Databases that workspaces have of their own, by their address. */
export interface OwnDatabases {
  /** Whether the environment says that there may be one. */
  mayBeAt(url: string): boolean
  /** These services over that database, its schema made; fails while it is away. */
  services(url: string): Promise<Services>
}

/** Everything that differs between Node and Workers, and nothing else. */
export interface Services {
  readonly database: Database
  /** Keeps workspaces, keys, sessions and what signs links; of most workspaces everything else too. */
  readonly directory: Database
  /** The databases that workspaces have of their own; `null` where they cannot. */
  readonly own: OwnDatabases | null
  /** Stores one revision; on Node many callers share a commit. */
  readonly save: (save: Save) => Promise<Verdict>
  /** Notes that a survey was shown or put away; the same of it. */
  readonly saveView: (view: ViewSave) => Promise<Verdict>
  /** Whether a save would be taken now: there is room to wait, and the server is not about to end. */
  readonly takesSaves: () => boolean
  /** Finds the themes of answers before they are stored. */
  readonly tagger: Tagger
  /** Word lists and default codebooks, by language. */
  readonly languageData: () => Promise<LanguageData>
  /** Starts reading comments again in the background, after a survey or a codebook was changed. */
  readonly rebuildThemes: (changedSurveyId?: string) => void
  /** A built file by its path in `dist`, like `widget/sayso.js`, or `null`. */
  readonly asset: (name: string) => Promise<Asset | null>
  /** SHA-256 in hexadecimal, for every save: at once where the runtime can. */
  readonly hash: (secret: string) => string | Promise<string>
  readonly now: () => number
  /** Bytes left on the database's disk; `null` where that is somebody else's. */
  readonly freeBytes: () => Promise<number | null>
  /** What links are signed with. */
  readonly keyring: KeyringOf
  /** Counts one more against a limit; resolves to the seconds to wait, 0 when it is within. */
  readonly limit: (limited: Limited, name: string) => Promise<number>
  /** The network address a request comes from, or `null` when that is not known. */
  readonly addressOf: (c: Call) => string | null
  /** The bytes of a request's body; what the runtime has of it at once, it need not be asked for. */
  readonly bodyOf: (c: Call) => Uint8Array | Promise<ArrayBuffer>
  /** Takes note of a request that was answered. */
  readonly watch: (seen: Seen) => void
  /** The figures kept of this process, for whoever has the key; `null` where none are kept. */
  readonly metrics: { readonly key: string; readonly text: () => Promise<string> } | null
  /** `null` when no mail can be sent. `wake` says that a mail may be due now. */
  readonly mail: { wake(): void } | null
  /** Where people reach the server, without a trailing slash; `null` is as the request says. */
  readonly publicUrl: string | null
}
