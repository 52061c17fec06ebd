import type { Context } from 'hono'
import type { Words } from './pages/texts/words.ts'
import type { Allowance, Limited, Services } from './services.ts'
import type { Workspace } from './storage/workspaces.ts'

/** What the middleware leaves for the handlers of a request. */
export type Env = {
  Variables: {
    services: Services
    /** Set by `requireKey`: the workspace whose key opened this request. */
    workspace: Workspace
    requestId: string
    /** Set by `countAgainst`: how the limits stand that this request counted against. */
    quotas?: Partial<Record<Limited, NonNullable<Allowance['quota']>>>
    /** Set by `inLanguage`: what the page's texts are taken from, and what its reader asked for. */
    words?: Words
    askedWords?: Words
    /** Set by `happenOnce`: the name of a request that is to happen once. */
    once?: string
  }
}
export type Ctx = Context<Env>

/** The address people reach the server at, without a trailing slash; it may have a path. */
export function publicUrlOf(c: Ctx): string {
  return c.var.services.publicUrl ?? new URL(c.req.url).origin
}

/** The path of a page of ours as browsers reach it: below the path of PUBLIC_URL. `path` begins with a slash, or is empty. */
export function pathTo(c: Ctx, path: string): string {
  return basePathOf(c.var.services.publicUrl) + path
}

/** The path and the query of the request, likewise. */
export function pathOf(c: Ctx): string {
  return pathTo(c, c.req.path) + new URL(c.req.url).search
}

/** The path that everything is under, like `/feedback`; empty when it is the root. */
export function basePathOf(publicUrl: string | null): string {
  return publicUrl ? new URL(publicUrl).pathname.replace(/\/$/, '') : ''
}
