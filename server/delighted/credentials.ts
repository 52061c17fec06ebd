import type { Context } from 'hono'
import { decodeBase64 } from 'hono/utils/encode'

/** What HTTP Basic brings: the API key as the user name, and the survey's id as the password, where one is named. */
export interface Credentials {
  readonly key: string
  readonly survey: string | null
}

/** The credentials of a request. Python's client encodes the bare key, without the colon behind it. */
export function credentialsOf(c: Context): Credentials {
  const encoded = c.req.header('authorization')?.match(/^Basic +(\S+)$/i)?.[1] ?? ''
  const text = decoded(encoded)
  const colon = text.indexOf(':')
  const [key, password] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
  // A client that was given `KEY:SURVEY` as its key adds its own colon.
  return { key, survey: password.replace(/:$/, '') || null }
}

function decoded(encoded: string): string {
  try {
    return new TextDecoder().decode(decodeBase64(encoded)).trim()
  } catch {
    return ''
  }
}
