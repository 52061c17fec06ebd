import type { Statement } from '../db.ts'

/** The result of a statement; rows are arrays, in the order of the columns. */
export interface Rows {
  readonly columns: readonly string[]
  readonly rows: readonly unknown[][]
  readonly rowsAffected: number
}

/** A request to the thread; its reply has the same id. */
export interface ThreadRequest {
  readonly id: number
  readonly action: 'read' | 'write' | 'close'
  readonly statements: readonly Statement[]
}

/** The thread's reply: rows for each statement, or the driver's error. */
export type ThreadReply =
  | { readonly id: number; readonly results: readonly Rows[] }
  | { readonly id: number; readonly failure: { readonly code: string; readonly message: string } }

/** The id of the first reply, which says whether the file could be opened. */
export const openingId = 0
