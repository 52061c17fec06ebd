import type { Context } from 'hono'
import type { Services } from './services.ts'
import type { Workspace } from './storage/workspaces.ts'

/** What the middleware leaves for the handlers of a request. */
export type Env = {
  Variables: {
    services: Services
    /** Set by `requireKey`: the workspace whose key opened this request. */
    workspace: Workspace
    requestId: string
  }
}
export type Ctx = Context<Env>

/** The address people reach the server at, without a trailing slash. */
export function publicUrlOf(c: Ctx): string {
  return c.var.services.publicUrl ?? new URL(c.req.url).origin
}
