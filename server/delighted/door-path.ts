import type { Ctx } from '../context.ts'
import { publicUrlOf } from '../context.ts'

/** Where Delighted's API is on every host. */
export const doorRoot = '/delighted'
const version = '/v1'

/** Whether a path is of Delighted's API. */
export const isDoor = (path: string) => path.startsWith(`${doorRoot}/`)

/** The path a request means: at the host that is set for Delighted's API, `/v1` is that API's. */
export function atDoorHost(url: string, path: string, host: string | null): string {
  if (host === null || !(path === version || path.startsWith(`${version}/`))) return path
  return isHost(url, host) ? doorRoot + path : path
}

/** A path of Delighted's API without the `.json` that its clients may add. */
export const withoutJson = (path: string) => (isDoor(path) ? path.replace(/\.json$/, '') : path)

/** A host that is set without a port is meant at every port. */
function isHost(url: string, host: string): boolean {
  if (!URL.canParse(url)) return false
  const asked = new URL(url)
  return asked.host === host || asked.hostname === host
}

/** The absolute address of a path of Delighted's API, as the client that asks reaches it. */
export function doorUrl(c: Ctx, path: string): URL {
  const asked = new URL(c.req.url)
  if (!asked.pathname.startsWith(`${version}/`)) return new URL(publicUrlOf(c) + doorRoot + version + path)
  const isSecure = asked.protocol === 'https:' || c.var.services.publicUrl?.startsWith('https:')
  return new URL(`${isSecure ? 'https:' : 'http:'}//${asked.host}${version}${path}`)
}
