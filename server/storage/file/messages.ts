/** One statement with its values; the rest is as in `Statement`. */
export interface Question {
  readonly sql: string
  readonly args: readonly unknown[]
  readonly expectedRows?: number
  readonly onlyIfIncomplete?: true
}

/** What came of a statement; rows are arrays, in the order of the columns. */
export interface Rows {
  readonly columns: readonly string[]
  readonly rows: readonly unknown[][]
  readonly rowsAffected: number
}

/** What the thread is asked; `id` comes back with the outcome. */
export interface Asked {
  readonly id: number
  readonly deed: 'read' | 'write' | 'close'
  readonly questions: readonly Question[]
}

/** What became of it: rows for each statement, or the driver's code and words. */
export type Outcome =
  | { readonly id: number; readonly results: readonly Rows[] }
  | { readonly id: number; readonly failure: { readonly code: string; readonly message: string } }

/** The id of the first outcome, which says whether the file could be opened. */
export const opening = 0
