import type { MiddlewareHandler } from 'hono'
import type { Ctx, Env } from '../context.ts'
import { noteUse } from '../storage/environment-keys.ts'
import { firstWorkspaceId, workspaceOfKey } from '../storage/workspaces.ts'
import { goToWorkspace } from '../workspaces/workspace-database.ts'
import { sha256 } from './hashing.ts'
import { countAgainst, countWrongKey } from './limits.ts'
import { Refusal } from './problem.ts'

/** The key in the Authorization header, or `''`. */
export function bearerOf(c: Ctx): string {
  return c.req.header('authorization')?.match(/^Bearer +(\S+)$/i)?.[1] ?? ''
}

/** Lets a request through with the workspace its API key opens, or answers 401 with the way to send one. */
export function requireKeyBy(keyOf: (c: Ctx) => string, way: string): MiddlewareHandler<Env> {
  return async (c, next) => {
    // Who has tried too many keys is turned away before another is looked up.
    await countWrongKey(c, 0)
    const key = keyOf(c)
    const hash = key && (await sha256(key))
    const listed = hash ? await workspaceOfKey(c.var.services.directory, hash) : null
    if (!listed) {
      await countWrongKey(c, 1)
      throw new Refusal('unauthorized', way)
    }
    await countAgainst(c, 'key', hash)
    const { directory, later, now } = c.var.services
    later(noteUse(directory, hash, now()))
    c.set('workspace', await goToWorkspace(c, listed))
    await next()
  }
}

/** The same for our own API. */
export const requireKey = requireKeyBy(bearerOf, 'send the header Authorization: Bearer <API key>')

/**
 * The origin of the page that asks, in lower case, or `null` when it needs no permission: our own pages, and
 * callers that are no browser page. Hosts are compared, since behind a proxy the scheme differs.
 */
export function foreignOrigin(c: Ctx): string | null {
  return foreignHeader(c)?.toLowerCase() ?? null
}

/** The same as the browser wrote it: it reads a response only if its own spelling is repeated. */
function foreignHeader(c: Ctx): string | undefined {
  const origin = c.req.header('origin')
  if (origin === undefined) return undefined
  const ours = c.get('services').publicUrl ?? `http://${c.req.header('host')}`
  const areAddresses = URL.canParse(origin) && URL.canParse(ours)
  return areAddresses && new URL(origin).host === new URL(ours).host ? undefined : origin
}

/**
 * Tells the browser that the asking origin may read the response; never with credentials. Hono's
 * `cors()` decides before the handler runs, but whether an origin may use a survey is known only
 * after the body was read and the survey found, so its handlers call this once they know.
 */
export function permitOrigin(c: Ctx): void {
  c.header('vary', 'Origin', { append: true })
  const origin = foreignHeader(c)
  if (origin !== undefined) c.header('access-control-allow-origin', origin)
}

/**
 * Lets the asking page read why it was refused, also that its origin is not allowed: a refusal that the browser
 * hides looks like a lost connection, and would be retried. A refusal holds nothing but its reason.
 */
export const showRefusals: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const { status, headers } = c.res
  if (status < 400) return
  const origin = foreignHeader(c)
  headers.append('vary', 'Origin')
  if (origin !== undefined) headers.set('access-control-allow-origin', origin)
  headers.set('access-control-expose-headers', 'Retry-After')
}

/** Lets through whoever runs the server: holders of a key of the first workspace. To others there is no such thing. */
export function requireFirst(c: Ctx): void {
  if (c.var.workspace.id !== firstWorkspaceId) throw new Refusal('not-found')
}
