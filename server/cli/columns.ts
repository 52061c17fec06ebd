/** The parts of an answer a column can hold. */
export const targets = ['id', 'rating', 'comment', 'answeredAt', 'respondentId', 'email', 'name'] as const
export type Target = (typeof targets)[number]

/** Which column, by its place, holds which part; and the columns kept as properties. */
export interface Mapping {
  readonly columns: Readonly<Partial<Record<Target, number>>>
  readonly properties: readonly number[]
}

/**
 * What the columns are called in the exports people bring (Delighted, SurveyMonkey, Typeform,
 * HubSpot, app stores), compared in lower case without spaces and marks; first match wins.
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

/** Guesses from the header which column holds what. Each column serves once. */
export function guessColumns(header: readonly string[]): Partial<Record<Target, number>> {
  const plain = header.map((cell) => cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
  const columns: Partial<Record<Target, number>> = {}
  for (const target of Object.keys(aliases) as Target[]) {
    const place = aliases[target].map((alias) => plain.indexOf(alias)).find((found) => found >= 0)
    if (place !== undefined && !Object.values(columns).includes(place)) columns[target] = place
  }
  return columns
}

/** The place of a column by its name, exactly or but for case; `null` when there is none. */
export function placeOfColumn(header: readonly string[], name: string): number | null {
  const exact = header.indexOf(name)
  const place = exact >= 0 ? exact : header.findIndex((cell) => cell.toLowerCase() === name.toLowerCase())
  return place >= 0 ? place : null
}
