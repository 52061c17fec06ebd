import {
  type Circumstances,
  longest,
  mostProperties,
  type Properties,
  type PropertyValue,
  type Respondent,
} from '../shared/response.ts'
import { nameOf } from './person.ts'
import type { Said } from './visit.ts'

/** What the page said, as an answer may carry it. */
export function circumstancesOf({ respondent, properties }: Said): Circumstances {
  return { respondent: respondentOf(respondent), properties: propertiesOf(properties) }
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
  return nameOf(respondent) === undefined ? undefined : respondent
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
