import type { Database } from '../storage/db.ts'
import { type After, findResponses, type Span } from '../storage/find-responses.ts'
import { editionsOf, servedOf } from '../storage/themes/editions.ts'
import { foundThemes, idsWithTheme } from '../storage/themes/mentions.ts'

const noThemes = { themes: [], mentions: [], byHand: false }

/** A page of the responses with a theme, newest first, and the themes of each; no rows where no comment was read. */
export async function pageWithTheme(
  database: Database,
  surveyId: string,
  theme: string,
  span: Span,
  after: After | null,
  limit: number,
) {
  const editions = await editionsOf(database, surveyId)
  const edition = servedOf(editions)
  const ids = edition ? await idsWithTheme(database, edition.id, theme, span, after, limit) : []
  const [rows, found] = await Promise.all([
    findResponses(database, surveyId, ids),
    edition ? foundThemes(database, edition.id, surveyId, ids) : new Map(),
  ])
  return {
    rows,
    foundIn(id: string) {
      const { id: _, ...themes } = found.get(id) ?? { id, ...noThemes }
      return themes
    },
  }
}
