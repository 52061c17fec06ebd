import { isUnfilled } from '../../shared/person.ts'
import { mostProperties, type PropertyValue, type Respondent } from '../../shared/response.ts'
import { properties as propertiesShape } from '../contract/responses.ts'
import { claimedRespondent } from '../contract/visits.ts'
import { sha256 } from '../http/hashing.ts'
import { addressSecretOf, identify, isSignedText, namesOf } from '../responses/identity.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import type { IdentitySettings } from '../storage/workspaces.ts'
import { defaultLifetime } from './link-urls.ts'
import type { Link } from './token.ts'

/**
 * Parameters that differ between the links of one mail, or that an app adds, so the signature does not cover them.
 * None of them says anything about the person.
 */
const unsigned = ['rating', 'language', 'signature', 'embed', 'return', 'frame']
const reserved = [...unsigned, 'id', 'email', 'name', 'token', 'mailing']

/**
 * The parameters of an address. Mail services put in an email as it is, so that one with a & in it goes on to the part
 * with its @.
 */
export function parametersOf(address: string): URLSearchParams {
  const parts = new URL(address).search.slice(1).split('&')
  const first = parts.findIndex((part) => part.startsWith('email='))
  const last = parts.findIndex((part, place) => place >= first && /@|%40/.test(part))
  const email = first < 0 ? [] : parts.slice(first, last + 1)
  const isCut =
    email.length > 1 && email[0] !== 'email=' && email.slice(1).every((part) => !part.includes('='))
  if (isCut) parts.splice(first, email.length, email.join('%26'))
  return new URLSearchParams(parts.join('&'))
}

/**
 * The link of a URL like `/s/demo?plan=pro&email=ada@example.com`. Parameters that do not describe the person become
 * properties. All of it is vouched for if the host signed the query, else what a token in it says; the rest is only
 * claimed.
 *
 * An identified person has one response per mailing (per day without `mailing`), like an invited one;
 * anybody else has one per visit.
 */
export async function linkOfQuery(
  survey: SurveyRecord,
  query: URLSearchParams,
  settings: IdentitySettings,
  now: number,
): Promise<Link> {
  const named = Object.fromEntries(query)
  // Mail services insert the email unencoded, so its plus sign is decoded as a space.
  const email = isUnfilled(named.email ?? '') ? named.email : named.email?.trim().replaceAll(' ', '+')
  const claimed = withoutBlanks(claimedRespondent.parse({ ...named, email }))
  const filled = [...query].filter(([, value]) => !isUnfilled(value))
  const said = storable(filled.filter(([name]) => !reserved.includes(name)))
  const identity = await identify(
    survey.id,
    { respondent: claimed, properties: said },
    async () => settings,
    now,
  )
  const { respondent, properties, verifiedFields } = identity
  const person = namesOf(respondent).person
  const mailing = query.get('mailing') ?? new Date(now).toISOString().slice(0, 10)
  const isSigned = await isSignedAddress(signedText(survey.id, query), query.get('signature'), settings)
  return {
    purpose: 'page',
    workspaceId: survey.workspaceId,
    surveyId: survey.id,
    invitation: person ? await sha256(`${mailing} ${person}`) : crypto.randomUUID(),
    expiresAt: now + defaultLifetime,
    ...(Object.keys(respondent).length > 0 && { respondent }),
    properties: properties ?? {},
    ...(!isSigned && { verifiedFields }),
  }
}

/**
 * Whether the host signed an address. The secret for it signs nothing else: with one that signs people's ids,
 * whoever is named like an address would have signed it.
 */
async function isSignedAddress(
  text: string,
  signature: string | null,
  { secret, signatures }: IdentitySettings,
): Promise<boolean> {
  if (await isSignedText(text, signature, await addressSecretOf(secret))) return true
  return signatures === 'addresses' && isSignedText(text, signature, secret)
}

/** The text that the host signs: the path and the parameters sorted by name, without the unsigned ones. */
export function signedText(surveyId: string, query: URLSearchParams): string {
  const kept = new URLSearchParams([...query].filter(([name]) => !unsigned.includes(name)))
  kept.sort()
  return `/s/${surveyId}?${kept}`
}

function withoutBlanks(respondent: Respondent): Respondent {
  return Object.fromEntries(Object.entries(respondent).filter(([, value]) => value))
}

/** The valid properties. Invalid ones are dropped, because the person who clicked cannot fix them. */
function storable(given: readonly [string, string][]): Record<string, PropertyValue> {
  const kept: Record<string, PropertyValue> = {}
  for (const [name, value] of given) {
    const parsed = propertiesShape.safeParse({ [name]: value })
    if (parsed.success && Object.keys(kept).length < mostProperties) Object.assign(kept, parsed.data)
  }
  return kept
}
