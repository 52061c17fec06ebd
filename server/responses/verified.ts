import type { Respondent } from '../../shared/response.ts'

/**
 * What an answer's origin vouched for: `id`, `email`, `name`, `properties` when all of them were signed, else
 * `properties.plan` for each one that was.
 */
export type VerifiedFields = readonly string[]

/** What HMAC signatures under a workspace's identity secret are for: one thing, so that none passes as another. */
export const signaturePurposes = ['ids', 'emails', 'addresses', 'none'] as const
export type SignaturePurpose = (typeof signaturePurposes)[number]

/** A stored person with their properties. */
interface Row {
  readonly respondentId: string | null
  readonly respondentEmail: string | null
  readonly respondentName: string | null
  readonly properties: object | null
}

/** Every field that there is something in: an origin like a signed link or a key vouches for all of them. */
export function givenFieldsOf({ respondentId, respondentEmail, respondentName, properties }: Row): string[] {
  return [
    ...(respondentId ? ['id'] : []),
    ...(respondentEmail ? ['email'] : []),
    ...(respondentName ? ['name'] : []),
    ...(properties && Object.keys(properties).length > 0 ? ['properties'] : []),
  ]
}

/** Whether the person was vouched for by what tells them from others: their id, else their email. */
export function isPersonVerified({ id, email }: Respondent, fields: VerifiedFields): boolean {
  return fields.includes(id ? 'id' : 'email') && !!(id || email)
}

/** The respondent's names that were vouched for. */
export function verifiedNames<Given extends Respondent>(
  { id, email }: Given,
  fields: VerifiedFields,
): Respondent {
  return {
    ...(id && fields.includes('id') && { id }),
    ...(email && fields.includes('email') && { email }),
  }
}
