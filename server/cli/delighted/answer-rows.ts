import { createHash } from 'node:crypto'
import { longest, mostProperties } from '../../../shared/response.ts'
import type { SentRow } from '../import-sending.ts'
import type { SavedItem } from './read-saved.ts'

/** The fields of an object that was saved. */
export type Fields = Readonly<Record<string, unknown>>

/** Sayso has no use for them: it asks by mail and on pages. */
export const phoneNumbers = 'phone numbers'

/** What a row of an answer brings beside the score, in numbers. */
export interface Carried {
  readonly comments: number
  readonly notes: number
  readonly tags: number
  readonly properties: number
}

/** A row to import, with what it carries and what of the answer has no place here, in words. */
export interface MovedRow extends SentRow {
  readonly carried: Carried
  readonly lost: readonly string[]
}

const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : ''
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

/** The kind of survey an answer was given to, like nps or stars_five; `null` where it is not said. */
export function typeOf({ fields }: SavedItem): string | null {
  return (
    textOf(fields.survey_type)
      .toLowerCase()
      .replaceAll(/[\s_-]/g, '') || null
  )
}

/** How often each tag is given to answers with a comment, which alone can have themes. */
export function tagsIn(items: readonly SavedItem[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { fields } of items)
    if (textOf(fields.comment) !== '')
      for (const tag of tagsOf(fields)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return counts
}

const mostTags = 50

/**
 * Returns a function that makes rows of answers. `people` finds a person by the id that an answer names, `themes` the
 * theme of a tag. No two of its rows get one id, though answers of a table may have none.
 */
export function rowMaker(
  people: ReadonlyMap<string, Fields>,
  themes: ReadonlyMap<string, string>,
): (item: SavedItem) => MovedRow {
  const seen = new Map<string, number>()

  function idOf(item: SavedItem): string {
    const given = textOf(item.fields.id)
    if (given !== '') return given
    const digest = createHash('sha256')
      .update(JSON.stringify([item.fields, item.others]))
      .digest('base64url')
    const earlier = seen.get(digest) ?? 0
    seen.set(digest, earlier + 1)
    return `import:${digest.slice(0, 27)}${earlier === 0 ? '' : `.${earlier}`}`
  }

  return (item) => {
    const { fields, line } = item
    const lost: string[] = []
    const comment = textOf(fields.comment)
    const given = tagsOf(fields)
    const fitting = comment === '' ? [] : given.filter((tag) => themes.has(tag)).slice(0, mostTags)
    const tags = [...new Set(fitting.map((tag) => themes.get(tag)!))]
    // Themes are of what was said. A tag of a score alone is kept in the note.
    const aside = given.filter((tag) => !fitting.includes(tag))
    const notes = notesOf(fields)
    const note = [...notes, ...(aside.length > 0 ? [`Tags: ${aside.join(', ')}`] : [])].join('\n')
    const properties = propertiesOf(item, lost)
    const carried = {
      comments: comment === '' ? 0 : 1,
      notes: notes.length,
      tags: given.length,
      properties: Object.keys(properties).length,
    }
    const base = { line, carried, lost }
    if (textOf(fields.score) === '' && !item.fault) return { ...base, leftOut: 'not answered' }
    const refused = item.fault ?? whyNot(fields)
    if (refused) return { ...base, refused }
    const row = {
      id: idOf(item),
      rating: Number(fields.score),
      ...(comment && { comment }),
      answeredAt: new Date(fields.created_at as number).toISOString(),
      respondent: personOf(item, people, lost),
      ...(carried.properties > 0 && { properties }),
      ...(tags.length > 0 && { tags }),
      ...(note && { followUp: { note: note.slice(0, 5000) } }),
    }
    if (note.length > 5000) lost.push('the end of a note of over 5,000 characters')
    return { ...base, id: row.id, text: JSON.stringify(row) }
  }
}

function whyNot({ score, created_at }: Fields): string | null {
  if (!/^\d+(\.0+)?$/.test(textOf(score))) return `score: «${textOf(score)}» is no score`
  return typeof created_at === 'number' ? null : 'created_at: it is not said when it was given'
}

function personOf({ fields }: SavedItem, people: ReadonlyMap<string, Fields>, lost: string[]): object | null {
  const said = fieldsOf(fields.person)
  const id = textOf(fields.person_id) || textOf(said.id) || textOf(fields.person)
  const known = { ...people.get(id), ...said, ...pick(fields, ['email', 'name', 'phone_number']) }
  const [email, name] = [textOf(known.email), textOf(known.name)]
  if (textOf(said.phone_number) !== '' || textOf(fields.phone_number) !== '') lost.push(phoneNumbers)
  if (email === '' && name === '' && id === '') return null
  // An address unites them with whoever the application knows by it; an id of Delighted's is nobody's there.
  return { ...(email ? { email } : id && { id: `delighted:${id}` }), ...(name && { name }) }
}

const pick = (fields: Fields, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])))

function tagsOf({ tags }: Fields): string[] {
  const list = typeof tags === 'string' ? tags.split(/[,;|]/) : listOf(tags)
  const names = list.map((tag) => textOf(tag) || textOf(fieldsOf(tag).name) || textOf(fieldsOf(tag).text))
  return [...new Set(names.map((name) => name.replaceAll(/\s+/g, ' ')).filter(Boolean))]
}

/** Notes as lines: what was written, by whom and when. */
function notesOf({ notes }: Fields): string[] {
  const list = typeof notes === 'string' ? [notes] : listOf(notes)
  return list.flatMap((each) => {
    const { text, note, body, user_email, user, author, created_at } = fieldsOf(each)
    const words = textOf(each) || textOf(text) || textOf(note) || textOf(body)
    const who = textOf(user_email) || textOf(author) || textOf(fieldsOf(user ?? author).email)
    const day = typeof created_at === 'number' ? new Date(created_at * 1000).toISOString().slice(0, 10) : ''
    const by = [who, day].filter(Boolean).join(', ')
    return words === '' ? [] : [by === '' ? words : `${words} (${by})`]
  })
}

/** The person's properties and the answers to further questions, within what an answer may carry. */
function propertiesOf(
  { fields, others }: SavedItem,
  lost: string[],
): Record<string, string | number | boolean> {
  const kept: Record<string, string | number | boolean> = {}
  const given = [
    ...Object.entries(others),
    ...Object.entries(fieldsOf(fields.person_properties)),
    ...listOf(fields.additional_answers).map(furtherAnswer),
  ]
  for (const [full, value] of given) {
    if (value === null || value === undefined || value === '') continue
    const plain = typeof value === 'object' ? JSON.stringify(value) : (value as string | number | boolean)
    const name =
      full.length > longest.propertyName ? `${full.slice(0, longest.propertyName - 1).trimEnd()}…` : full
    if (name === '') lost.push('a property without a name')
    else if (String(plain).length > longest.propertyValue)
      lost.push(`a property of over ${longest.propertyValue} characters`)
    else if (Object.keys(kept).length === mostProperties && !Object.hasOwn(kept, name))
      lost.push(`a property beyond ${mostProperties}`)
    else kept[name] = plain
  }
  return kept
}

/** A further question and what was answered. */
function furtherAnswer(given: unknown): [string, unknown] {
  const { question, value } = fieldsOf(given)
  const { free_response, scale, select_one, select_many } = fieldsOf(value)
  const choices = [...(select_one ? [select_one] : []), ...listOf(select_many)].map(
    (choice) => textOf(choice) || textOf(fieldsOf(choice).text),
  )
  const said = free_response ?? scale ?? (choices.length > 0 ? choices.join(', ') : textOf(value))
  return [textOf(fieldsOf(question).text) || textOf(question), said]
}
