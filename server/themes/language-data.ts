import type { Codebook } from '../../shared/themes/codebook.ts'
import type { Language } from '../../shared/themes/compile.ts'
import type { Database } from '../storage/db.ts'

/** What the server knows of words and themes before anybody told it. */
export interface Knowledge {
  readonly languages: Readonly<Record<string, Language>>
  /** The codebooks it brings, by language. */
  readonly codebooks: Readonly<Record<string, Codebook>>
}

/** What reading comments takes: where they are stored, and what is known of words. */
export interface Library {
  readonly database: Database
  readonly knowledge: () => Promise<Knowledge>
}
