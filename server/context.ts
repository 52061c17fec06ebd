import type { Context } from 'hono'
import type { Services } from './services.ts'
import type { Workspace } from './storage/workspaces.ts'

/** What a request brings along. On the way of a save read with `c.get`: each `c.var` copies all of it. */
export type Env = { Variables: Variables }
export type Ctx = Context<Env>
interface Variables {
  services: Services
  workspace: Workspace
  requestId: string
}

/** As much of Hono's context as a save needs, so that Node can do without the rest. */
export interface Call {
  readonly req: {
    readonly method: string
    readonly routePath: string
    header(name: string): string | undefined
    arrayBuffer(): Promise<ArrayBuffer>
  }
  readonly env: unknown
  get<Name extends keyof Variables>(name: Name): Variables[Name]
  set<Name extends keyof Variables>(name: Name, value: Variables[Name]): void
}

/** The address people reach the server at, without a trailing slash. */
export function publicUrlOf(c: Ctx): string {
  return c.var.services.publicUrl ?? new URL(c.req.url).origin
}
