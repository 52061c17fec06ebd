import type { PropertyValue } from '../../shared/response.ts'
import { properties as propertiesShape } from '../contract/responses.ts'
import { claimedRespondent } from '../contract/visits.ts'
import { sha256 } from '../http/hashing.ts'
import { isSignedText, namesOf } from '../responses/identity.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { usualLife } from './link-urls.ts'
import type { Link } from './token.ts'

/** What may differ from link to link of one mail, and so is not signed. */
const unsigned = ['rating', 'language', 'signature']
const reserved = [...unsigned, 'id', 'email', 'name', 'mailing']

/**
 * What an address like `/s/demo?plan=pro&email=ada@example.com` says, as a link. Everything that is
 * not about the person is a property. Signed by the host, it is vouched for; else it is a claim.
 *
 * A person asked by name has one answer a mailing (a day, when it is not said), like one who was invited;
 * everybody else one a visit.
 */
export async function linkOfAddress(
  survey: SurveyRecord,
  query: URLSearchParams,
  identitySecret: string,
  now: number,
): Promise<Link> {
  const said = [...query].filter(([, value]) => !isBlank(value))
  const named = Object.fromEntries(said)
  // Mail programs put the address in as it is, where a plus sign then stands for a space.
  const respondent = claimedRespondent.parse({ ...named, email: named.email?.replaceAll(' ', '+') })
  const given = said.filter(([name]) => !reserved.includes(name))
  const person = namesOf(respondent).person
  const mailing = query.get('mailing') ?? new Date(now).toISOString().slice(0, 10)
  const isSigned = await isSignedText(signedText(survey.id, query), query.get('signature'), identitySecret)
  return {
    purpose: 'page',
    workspaceId: survey.workspaceId,
    surveyId: survey.id,
    invitation: person ? await sha256(`${mailing} ${person}`) : crypto.randomUUID(),
    expiresAt: now + usualLife,
    ...(respondent && { respondent }),
    properties: acceptable(given),
    ...(!isSigned && { isClaimed: true }),
  }
}

/** What the signature of an address is made of: its path and its parameters in the order of their names. */
export function signedText(surveyId: string, query: URLSearchParams): string {
  const kept = new URLSearchParams([...query].filter(([name]) => !unsigned.includes(name)))
  kept.sort()
  return `/s/${surveyId}?${kept}`
}

/** Nothing, or a merge tag that the mail program did not fill in. */
function isBlank(value: string): boolean {
  return /^\s*$|^(\{\{.*\}\}|\*\|.*\|\*|%.*%|\[.*\])$/.test(value)
}

/** Those properties that may be stored: the person who clicked is not refused for the others. */
function acceptable(given: readonly [string, string][]): Record<string, PropertyValue> {
  const kept: Record<string, PropertyValue> = {}
  for (const [name, value] of given) {
    const parsed = propertiesShape.safeParse({ ...kept, [name]: value })
    if (parsed.success) Object.assign(kept, parsed.data)
  }
  return kept
}
