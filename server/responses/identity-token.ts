import { JWTExpired } from 'jose/errors'
import { jwtVerify } from 'jose/jwt/verify'
import { type IdentityClaims, identityClaims } from '../contract/responses.ts'
import { jsonOf } from '../http/input.ts'

/** What tokens are for: one that the host signs with the same secret for something else says nothing here. */
const audience = 'sayso-identity'

/** What a token says, and whether that is verified; an expired one still claims it. */
export interface ReadToken {
  readonly isValid: boolean
  readonly claims: IdentityClaims
}

/** Reads a token that a host's server signed; `null` when it did not, or for another purpose. */
export async function readToken(token: string, secret: string, now: number): Promise<ReadToken | null> {
  const key = new TextEncoder().encode(secret)
  const options = { algorithms: ['HS256'], audience, requiredClaims: ['exp'], currentDate: new Date(now) }
  try {
    const { payload } = await jwtVerify(token, key, options)
    return { isValid: true, claims: claimsOf(payload) }
  } catch (error) {
    // Its signature is right, and it was for us: jose checks the time last.
    return error instanceof JWTExpired ? { isValid: false, claims: claimsOf(error.payload) } : null
  }
}

/** The claims with whatever half a character becomes, as in all JSON from outside. */
function claimsOf(payload: object): IdentityClaims {
  return identityClaims.parse(jsonOf(JSON.stringify(payload)))
}
