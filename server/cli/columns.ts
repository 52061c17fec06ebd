/** The parts of an answer that a column can hold. */
export const targets = ['id', 'rating', 'comment', 'answeredAt', 'respondentId', 'email', 'name'] as const
export type Target = (typeof targets)[number]

/** The column index of each part, and of the columns kept as properties. */
export interface Mapping {
  readonly columns: Readonly<Partial<Record<Target, number>>>
  readonly properties: readonly number[]
}

/**
 * Column names in the exports of common tools (Delighted, SurveyMonkey, Typeform, HubSpot, app stores),
 * compared in lower case without spaces and punctuation. The first match wins.
 */
const aliases: Readonly<Record<Target, readonly string[]>> = {
  rating: ['rating', 'score', 'nps', 'npsscore', 'csat', 'ces', 'stars', 'hsvalue', 'value', 'answer'],
  comment: ['comment', 'reason', 'feedback', 'review', 'text', 'hscontent', 'content', 'verbatim', 'message'],
  answeredAt: [
    'answeredat',
    'createdat',
    'submittedat',
    'respondedat',
    'submitdateutc',
    'submitdate',
    'enddate',
    'hssubmissiontimestamp',
    'date',
    'timestamp',
    'time',
  ],
  id: ['id', 'responseid', 'surveyresponseid', 'respondentid'],
  respondentId: ['personid', 'userid', 'customerid', 'contactid', 'externalid'],
  email: ['email', 'emailaddress', 'personemail', 'customeremail', 'useremail'],
  name: ['name', 'personname', 'fullname', 'customername', 'username'],
}

/** Guesses the column of each part from the header. A column is used for one part only. */
export function guessColumns(header: readonly string[]): Partial<Record<Target, number>> {
  const plain = header.map((cell) => cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
  const columns: Partial<Record<Target, number>> = {}
  for (const target of Object.keys(aliases) as Target[]) {
    const place = aliases[target].map((alias) => plain.indexOf(alias)).find((found) => found >= 0)
    if (place !== undefined && !Object.values(columns).includes(place)) columns[target] = place
  }
  return columns
}

/** The index of a column by its name: an exact match first, else ignoring case. `null` when there is none. */
export function indexOfColumn(header: readonly string[], name: string): number | null {
  const exact = header.indexOf(name)
  const place = exact >= 0 ? exact : header.findIndex((cell) => cell.toLowerCase() === name.toLowerCase())
  return place >= 0 ? place : null
}
