import { invalid, type Refusal } from '../http/problem.ts'
import { nearest } from '../http/validate.ts'
import { isKnownProperty, isKnownValue, propertiesOf, valuesToChoose } from '../storage/counts/properties.ts'
import type { Segment } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'

/** The longest name that a refusal repeats, and the most it lists. */
const longestNamed = 60
const mostListed = 10

/**
 * Refuses a property or value that no answer of these surveys ever had, like a misspelt one: its report would say that
 * nobody answered. The refusal names it, and what was meant or is known.
 */
export async function requireKnownSegment(
  database: Database,
  surveyIds: readonly string[],
  segment: Segment | null,
): Promise<void> {
  if (segment === null || (await isKnownValue(database, surveyIds, segment))) return
  throw await refusalOf(database, surveyIds, segment)
}

/** Refuses a property to count by that no answer of these surveys has. */
export async function requireKnownCluster(
  database: Database,
  surveyIds: readonly string[],
  property: string | null,
): Promise<void> {
  if (property === null || (await isKnownProperty(database, surveyIds, property))) return
  const properties = await Promise.all(
    surveyIds.map((surveyId) => propertiesOf(database, { surveyId, channel: null, segment: null })),
  )
  const known = new Set(properties.flatMap(({ compared, tooMany }) => [...compared, ...tooMany]))
  const near = hint(property, [...known])
  throw invalid('cluster', `names a property that no answer has: ${quoted(property)}${near}`)
}

async function refusalOf(
  database: Database,
  surveyIds: readonly string[],
  { property, value }: Segment,
): Promise<Refusal> {
  const choices = await valuesToChoose(database, surveyIds.slice(0, mostListed))
  const isProperty = await isKnownProperty(database, surveyIds, property)
  const known = isProperty
    ? (choices.find((each) => each.property === property)?.values ?? [])
    : choices.map((each) => each.property)
  const wrong = isProperty
    ? `names a value that no answer has: ${quoted(property)} is never ${quoted(value)}`
    : `names a property that no answer has: ${quoted(property)}`
  return invalid('segment', `${wrong}${hint(isProperty ? value : property, known)}`)
}

function hint(given: string, known: readonly string[]): string {
  const near = nearest(given.slice(0, 100), known)
  if (near !== undefined) return `; did you mean ${quoted(near)}?`
  if (known.length === 0 || known.length > mostListed) return ''
  return `; known are ${known.map(quoted).join(', ')}`
}

function quoted(name: string): string {
  const short = [...name].slice(0, longestNamed).join('')
  return `“${short}${short.length < name.length ? '…' : ''}”`
}
