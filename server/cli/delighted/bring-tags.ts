import { codebookLimits } from '../../../shared/themes/codebook.ts'
import type { CodebookBody, SurveyCodebook } from '../../contract/codebook.ts'
import { type Connection, call } from '../api.ts'
import { postJson } from '../import-sending.ts'

/** The themes that tags are, by the tag, and the names of those that are new. */
export interface TagThemes {
  readonly themes: ReadonlyMap<string, string>
  readonly added: readonly string[]
}

/**
 * Finds the theme of each tag in a survey's codebook. Tags without one become themes without rules, the most frequent
 * first, as far as a codebook has room; with `isDry` only in words.
 */
export async function themesOfTags(
  connection: Connection,
  survey: string,
  tags: ReadonlyMap<string, number>,
  isDry: boolean,
): Promise<TagThemes> {
  if (tags.size === 0) return { themes: new Map(), added: [] }
  const path = `/v1/surveys/${encodeURIComponent(survey)}/codebook`
  const { by, codebook } = await call<SurveyCodebook>(connection, path)
  const named = new Map(Object.keys(codebook.themes).map((theme) => [theme.toLowerCase(), theme]))
  const added: string[] = []
  for (const [tag] of [...tags].sort(([, a], [, b]) => b - a)) {
    const isName = tag.length <= codebookLimits.nameCharacters && !/\p{C}/u.test(tag)
    if (named.has(tag.toLowerCase()) || !isName || named.size === codebookLimits.themes) continue
    named.set(tag.toLowerCase(), tag)
    added.push(tag)
  }
  if (added.length > 0 && !isDry) await addThemes(connection, path, by, codebook, added)
  const found = [...tags.keys()].flatMap((tag) => {
    const theme = named.get(tag.toLowerCase())
    return theme === undefined ? [] : [[tag, theme] as const]
  })
  return { themes: new Map(found), added }
}

/** Adds themes to the survey's own codebook; where it has none, to a copy, so that other surveys keep theirs. */
async function addThemes(
  connection: Connection,
  path: string,
  by: 'survey' | 'workspace' | 'default',
  { id, name, themes, parents, language, translations }: Omit<CodebookBody, 'id'> & { id: string | null },
  added: readonly string[],
): Promise<void> {
  const all = { ...themes, ...Object.fromEntries(added.map((tag) => [tag, []])) }
  const content = { themes: all, parents, language, translations }
  const headers = { 'content-type': 'application/json' }
  const put = (to: string, body: object) =>
    call(connection, to, { method: 'PUT', headers, body: JSON.stringify(body) })
  if (by === 'survey' && id !== null) {
    await put(`/v1/codebooks/${encodeURIComponent(id)}`, { name, ...content })
    return
  }
  const copy = `${name.slice(0, 80)} + Delighted`
  const made = await postJson<CodebookBody>(connection, '/v1/codebooks', { name: copy, ...content })
  await put(path, { codebook: made.id })
}
