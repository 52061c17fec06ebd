import type { PropertyValue, Respondent } from '../shared/response.ts'

export type Properties = Readonly<Record<string, PropertyValue>>

/** What the host says of the person and the moment; goes with every answer. */
export interface Circumstances {
  readonly respondent?: Respondent
  readonly properties?: Properties
}

/** What a script tag asks for, complete. */
export interface Options extends Circumstances {
  readonly surveyId?: string
  /** A CSS selector: the survey shows inside the element instead of in the corner. */
  readonly target?: string
  /** What is wrong with the tag, in words for its author. */
  readonly problem?: string
}

/** Reads the tag's `data-` attributes (an element's `dataset`). Bad ones are left out and named in `problem`. */
export function readOptions(attributes: Readonly<Record<string, string | undefined>>): Options {
  const { survey, target, respondentId, respondentEmail, respondentName } = attributes
  const properties = attributes.properties ? parse(attributes.properties) : {}
  return {
    surveyId: survey || undefined,
    target: target || undefined,
    respondent: respondentOf({ id: respondentId, email: respondentEmail, name: respondentName }),
    properties: propertiesOf(properties),
    problem: properties ? undefined : 'data-properties is not a JSON object',
  }
}

/** The collector's address: where the loader came from, without `/sayso.js` or `/sayso/{surveyId}.js`. */
export function collectorOf(scriptAddress: string): string {
  return scriptAddress.replace(/\/sayso(\/[^/]*)?\.js([?#].*)?$/, '')
}

/**
 * What the collector accepts of a host's words. More is cut off here, as there it would
 * have the whole answer refused.
 */
const longest = { id: 200, email: 320, name: 200, key: 64, value: 500 }
const mostProperties = 50

/** Keeps what names a person; a host's numeric ids become text. `undefined` when nothing does. */
export function respondentOf(loose: unknown): Respondent | undefined {
  const { id, email, name } = Object(loose)
  const respondent = {
    id: textOf(id, longest.id),
    email: textOf(email, longest.email),
    name: textOf(name, longest.name),
  }
  return respondent.id || respondent.email || respondent.name ? respondent : undefined
}

/** Keeps the properties whose values can be one. */
export function propertiesOf(loose: unknown): Properties {
  const properties: Record<string, PropertyValue> = {}
  const usable = Object.entries(Object(loose)).filter(
    ([key, value]) =>
      key && (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)),
  )
  for (const [key, value] of usable.slice(0, mostProperties))
    properties[key.slice(0, longest.key)] =
      typeof value === 'string' ? value.slice(0, longest.value) : (value as PropertyValue)
  return properties
}

function textOf(loose: unknown, most: number): string | undefined {
  if (typeof loose !== 'string' && !Number.isFinite(loose)) return undefined
  return `${loose}`.trim().slice(0, most) || undefined
}

function parse(json: string): object | null {
  try {
    const value = JSON.parse(json)
    return value && typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
