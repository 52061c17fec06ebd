import type { Codebook } from '../../shared/themes/codebook.ts'
import type { LanguageWords } from '../../shared/themes/compile.ts'
import type { Database } from '../storage/db.ts'

/** Word lists and default codebooks, by language. */
export interface LanguageData {
  readonly languages: Readonly<Record<string, LanguageWords>>
  readonly codebooks: Readonly<Record<string, Codebook>>
}

/** What finding themes needs from its caller. `languageData` is loaded when it is first asked for. */
export interface ThemeContext {
  readonly database: Database
  readonly languageData: () => Promise<LanguageData>
}
