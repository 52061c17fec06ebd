import { longest, mostProperties, type PropertyValue, type Respondent } from '../shared/response.ts'

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
 * Keeps what names a person, cut to what the collector accepts, as there more would have the
 * whole answer refused; a host's numeric ids become text. `undefined` when
 * nothing does.
 */
export function respondentOf(loose: unknown): Respondent | undefined {
  const { id, email, name } = Object(loose)
  const respondent = {
    id: textOf(id, longest.respondentId),
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
    properties[key.slice(0, longest.propertyName)] =
      typeof value === 'string' ? value.slice(0, longest.propertyValue) : (value as PropertyValue)
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
