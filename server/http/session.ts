import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Ctx, pathTo, publicUrlOf } from '../context.ts'
import { addSession, endSession, keyOfSession, takeOnce, workspaceOfSession } from '../storage/sessions.ts'
import { type Workspace, workspaceOfKey } from '../storage/workspaces.ts'
import { goToWorkspace } from '../workspaces/workspace-database.ts'
import { randomKey, sha256 } from './hashing.ts'

const cookie = 'sayso_session'
const secondsOfSession = 12 * 60 * 60

/**
 * Signs in by API key: sets a session cookie that scripts cannot read and only `/console` receives.
 * Returns whether the key was right.
 */
export async function signIn(c: Ctx, key: string): Promise<boolean> {
  const { directory } = c.var.services
  const keyHash = await sha256(key)
  if (!(await workspaceOfKey(directory, keyHash))) return false
  await startSession(c, keyHash)
  return true
}

/** Signs in by the link of the first start, which works once. Returns whether it still did. */
export async function signInOnce(c: Ctx, token: string): Promise<boolean> {
  const { directory, now } = c.var.services
  const keyHash = await takeOnce(directory, await sha256(token), now())
  if (keyHash) await startSession(c, keyHash)
  return keyHash !== null
}

async function startSession(c: Ctx, keyHash: string): Promise<void> {
  const { directory, now } = c.var.services
  const token = randomKey()
  const expiresAt = now() + secondsOfSession * 1000
  await addSession(directory, { hash: await sha256(token), keyHash, expiresAt }, now())
  setCookie(c, cookie, token, {
    path: pathTo(c, '/console'),
    httpOnly: true,
    // Lax, so that a link to a report in a mail opens it; forms check their origin besides.
    sameSite: 'Lax',
    secure: publicUrlOf(c).startsWith('https:'),
    maxAge: secondsOfSession,
  })
}

/** The workspace of the session, or `null` when nobody is signed in. */
export async function signedIn(c: Ctx): Promise<Workspace | null> {
  const token = getCookie(c, cookie)
  const { directory, now } = c.var.services
  const listed = token ? await workspaceOfSession(directory, await sha256(token), now()) : null
  return listed && goToWorkspace(c, listed)
}

/** The id of the key that somebody is signed in with; `null` when nobody is. */
export async function ownKeyId(c: Ctx): Promise<string | null> {
  const token = getCookie(c, cookie)
  const hash = token ? await keyOfSession(c.var.services.directory, await sha256(token)) : null
  return hash?.slice(0, 16) ?? null
}

/** Deletes the cookie and the session. */
export async function signOut(c: Ctx): Promise<void> {
  const token = deleteCookie(c, cookie, { path: pathTo(c, '/console') })
  if (token) await endSession(c.var.services.directory, await sha256(token))
}
