import {
  type Circumstances,
  longest,
  mostProperties,
  type Properties,
  type PropertyValue,
  type Respondent,
} from '../shared/response.ts'

/** What a script tag asks for, complete. */
export interface Options extends Circumstances {
  readonly surveyId?: string
  /** A CSS selector: the survey shows inside the element instead of in the corner. */
  readonly target?: string
  /** Nothing is kept, and nothing shows by itself, until the host says that the person agreed. */
  readonly forgetful?: boolean
  /** Answers are stored, but outside every score. */
  readonly test?: boolean
  /** What is wrong with the tag, in words for its author. */
  readonly problem?: string
}

/** Reads the tag's `data-` attributes (an element's `dataset`). Bad ones are left out and named in `problem`. */
export function readOptions(attributes: Readonly<Record<string, string | undefined>>): Options {
  const { survey, target, consent, test } = attributes
  const { respondentId, respondentEmail, respondentName, respondentSignature } = attributes
  const properties = attributes.properties ? parse(attributes.properties) : {}
  return {
    surveyId: survey,
    target,
    forgetful: consent === 'required' || undefined,
    test: test !== undefined || undefined,
    respondent: respondentOf({
      id: respondentId,
      email: respondentEmail,
      name: respondentName,
      signature: respondentSignature,
    }),
    properties: propertiesOf(properties),
    problem: properties ? undefined : 'data-properties is not a JSON object',
  }
}

/** The collector's address: where the loader came from, without `/sayso.js` or `/sayso/{surveyId}.js`. */
export function collectorOf(scriptAddress: string): string {
  return scriptAddress.replace(/\/(sayso|integrations\/.*)(\/[^/]*)?\.js([?#].*)?$/, '')
}

/** HMAC-SHA-256 in hex. */
const signatureLength = 64

/**
 * Keeps what names a person, cut to what the collector accepts, as there more would have the
 * whole answer refused; a host's numeric ids become text. `undefined` when
 * nothing does.
 */
export function respondentOf(loose: unknown): Respondent | undefined {
  const { id, email, name, signature } = Object(loose)
  const respondent = {
    id: textOf(id, longest.respondentId),
    email: textOf(email, longest.email),
    name: textOf(name, longest.name),
    signature: textOf(signature, signatureLength),
  }
  return nameOf(respondent) ? respondent : undefined
}

/** What tells one person from another. */
export function nameOf(respondent: Respondent | undefined): string | undefined {
  return respondent?.id ?? respondent?.email ?? respondent?.name
}

/** Keeps the properties whose values can be one. */
export function propertiesOf(loose: unknown): Properties {
  const usable = Object.entries(Object(loose) as Record<string, PropertyValue>).filter(
    ([key, value]) => key && (['string', 'boolean'].includes(typeof value) || Number.isFinite(value)),
  )
  return Object.fromEntries(
    usable
      .slice(0, mostProperties)
      .map(([key, value]) => [
        key.slice(0, longest.propertyName),
        typeof value === 'string' ? value.slice(0, longest.propertyValue) : value,
      ]),
  )
}

function textOf(loose: unknown, most: number): string | undefined {
  if (typeof loose !== 'string' && !Number.isFinite(loose)) return undefined
  return `${loose}`.trim().slice(0, most) || undefined
}

/** A JSON object, not a list or anything else. */
function parse(json: string): object | null {
  try {
    return /^\s*{/.test(json) ? JSON.parse(json) : null
  } catch {
    return null
  }
}
