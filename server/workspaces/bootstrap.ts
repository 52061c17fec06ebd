import { randomKey, sha256 } from '../http/hashing.ts'
import type { Database } from '../storage/db.ts'
import { hasLinkSecret, insertFirstLinkSecret } from '../storage/link-secrets.ts'
import { migrate } from '../storage/migrate.ts'
import { demoId, environmentLabel } from '../storage/prepared.ts'
import { insertOnce } from '../storage/sessions.ts'
import { insertSurvey } from '../storage/surveys.ts'
import {
  findWorkspace,
  firstWorkspaceId,
  insertKey,
  insertWorkspace,
  labelsOfKeys,
  unnamedWorkspace,
} from '../storage/workspaces.ts'
import { completeSurvey } from '../surveys/complete-survey.ts'
import { dropFormerKeys, hashesIn } from './environment-keys.ts'

/** What `prepare` puts into a database. `adminKey` may name several keys, parted by commas. */
interface Preparation {
  readonly adminKey: string | undefined
  readonly makeKey: boolean
  readonly now: number
}

/**
 * Prepares a database: schema, first workspace, `demo` survey, first key. Idempotent, also when several
 * processes run it at once.
 *
 * With `makeKey` a key is made if there is none, and returned as `newKey`: only its hash is stored, so this is the
 * only time it can be shown; `onceToken` signs in to the console with it, once and within an hour. The keys of
 * `adminKey` are added; those that an earlier environment had set go when they are in use no more.
 */
export async function prepare(database: Database, preparation: Preparation) {
  await migrate(database)
  const made = await furnish(database, preparation)
  await dropFormerKeys(database, preparation.adminKey, preparation.now)
  return made
}

/** Puts into a database with its schema what every server has. */
export async function furnish(
  database: Database,
  { adminKey, makeKey, now }: Preparation,
): Promise<{ newKey: string | null; onceToken: string | null }> {
  const labelByHash = await labelsOfKeys(database)
  const newKey = !adminKey && makeKey && labelByHash.size === 0 ? randomKey() : null
  const onceToken = newKey && randomKey()
  const hashes = (await hashesIn(adminKey)).filter((hash) => !labelByHash.has(hash))
  const given = { workspaceId: firstWorkspaceId, label: environmentLabel, createdAt: now }
  const missing = [
    // With the workspace: a demo that somebody deleted does not come back.
    ...((await findWorkspace(database, firstWorkspaceId)) ? [] : insertFirst(database, now)),
    ...((await hasLinkSecret(database)) ? [] : [insertFirstLinkSecret(randomKey(), now)]),
    ...hashes.map((hash) => insertKey(database, { ...given, hash })),
    ...(newKey && onceToken ? await firstKey(database, newKey, onceToken, now) : []),
  ]
  if (missing.length > 0) await database.write(missing)
  return { newKey, onceToken }
}

/** How long the link of the first start signs in, in milliseconds. */
const onceLife = 60 * 60 * 1000

async function firstKey(database: Database, newKey: string, onceToken: string, now: number) {
  const keyHash = await sha256(newKey)
  const key = { hash: keyHash, workspaceId: firstWorkspaceId, label: 'first key', createdAt: now }
  const once = { hash: await sha256(onceToken), keyHash, expiresAt: now + onceLife }
  return [insertKey(database, key), insertOnce(database, once)]
}

function insertFirst(database: Database, now: number) {
  const workspace = {
    id: firstWorkspaceId,
    name: unnamedWorkspace,
    allowedOrigins: ['*'],
    timezone: 'UTC',
    identitySecret: randomKey(),
    createdAt: now,
  }
  const demo = completeSurvey({ metric: 'nps', name: 'Demo' }, demoId, firstWorkspaceId, now)
  return [insertWorkspace(database, workspace), ...insertSurvey(database, demo)]
}
