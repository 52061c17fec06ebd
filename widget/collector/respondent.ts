import {
  type Circumstances,
  longest,
  mostProperties,
  type Properties,
  type PropertyValue,
  type Respondent,
} from '../../shared/response.ts'
import type { PageData } from '../session.ts'

/** What tells one person from another, as text: a page may give numbers, or blanks when nobody is signed in. */
export function nameOf(respondent: unknown): string | undefined {
  const { id, email, name } = respondentOf(respondent) ?? {}
  return id || email || name
}

/** Whether somebody else, or nobody, is named where somebody was. What only adds to a name is the same person. */
export function isAnotherPerson(before: unknown, after: unknown): boolean {
  const [old, next] = [Object(respondentOf(before)), Object(respondentOf(after))]
  const shared = ['id', 'email', 'name'].find((field) => old[field] && next[field])
  return shared ? old[shared] !== next[shared] : !!nameOf(before)
}

/** The page's data, as a response may carry it. */
export function circumstancesOf({ respondent, properties }: PageData): Circumstances {
  return { respondent: respondentOf(respondent), properties: propertiesOf(properties) }
}

/** HMAC-SHA-256 in hex. */
const signatureLength = 64

/** What pages mostly write for nobody. The collector knows more of it (`shared/person.ts`) and leaves it out, too. */
const nobody = /^(undefined|null|nan|none|0|\[object object\])$|[{}<>«»]/i

/**
 * The fields that identify a person, cut to the lengths the collector accepts, as it would refuse the whole
 * response otherwise; a host's numeric ids become text. A token does, too: only the collector reads it. `undefined`
 * when no field does.
 */
export function respondentOf(loose: unknown): Respondent | undefined {
  const { id, email, ...rest } = textsOf(loose)
  const somebody = (text = '') => (nobody.test(text) ? undefined : text || undefined)
  const respondent = { id: somebody(id), email: somebody(email), ...rest }
  return respondent.id || respondent.email || respondent.name || respondent.token ? respondent : undefined
}

/** The same fields with whatever the page wrote. */
export function textsOf(loose: unknown): Respondent {
  const { id, email, name, token, signature } = Object(loose)
  return {
    id: textOf(id, longest.respondentId),
    email: textOf(email, longest.email),
    name: textOf(name, longest.name),
    token: textOf(token, longest.token),
    signature: textOf(signature, signatureLength),
  }
}

/** The properties with usable values: texts, booleans and finite numbers, cut to the accepted number and lengths. */
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
