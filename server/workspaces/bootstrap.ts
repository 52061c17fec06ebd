import { randomKey, sha256 } from '../http/hashing.ts'
import type { Database } from '../storage/db.ts'
import { hasLinkSecret, insertFirstLinkSecret } from '../storage/link-secrets.ts'
import { migrate } from '../storage/migrate.ts'
import { demoId, environmentLabel } from '../storage/prepared.ts'
import { insertOnce } from '../storage/sessions.ts'
import { insertSurvey } from '../storage/surveys.ts'
import {
  deleteKeysLabelled,
  findWorkspace,
  firstWorkspaceId,
  insertKey,
  insertWorkspace,
  labelsOfKeys,
  unnamedWorkspace,
} from '../storage/workspaces.ts'
import { completeSurvey } from '../surveys/complete-survey.ts'

/**
 * Prepares a database: schema, first workspace, `demo` survey, first key. Idempotent, also when several
 * processes run it at once.
 *
 * With `makeKey` a key is made if there is none, and returned as `newKey`: only its hash is stored, so this is the
 * only time it can be shown; `onceToken` signs in to the console with it, once and within an hour. `adminKey`
 * replaces the key that an earlier environment had set.
 */
export async function prepare(
  database: Database,
  options: { adminKey: string | undefined; makeKey: boolean; now: number },
): Promise<{ newKey: string | null; onceToken: string | null }> {
  const { adminKey, makeKey, now } = options
  await migrate(database)
  const labelByHash = await labelsOfKeys(database)
  const newKey = !adminKey && makeKey && labelByHash.size === 0 ? randomKey() : null
  const onceToken = newKey && randomKey()
  const hash = adminKey ? await sha256(adminKey) : null
  const workspaceId = firstWorkspaceId
  const missing = [
    // With the workspace: a demo that somebody deleted does not come back.
    ...((await findWorkspace(database, workspaceId)) ? [] : insertFirst(database, now)),
    ...((await hasLinkSecret(database)) ? [] : [insertFirstLinkSecret(randomKey(), now)]),
    ...(hash && labelByHash.get(hash) !== environmentLabel
      ? [
          deleteKeysLabelled(database, environmentLabel),
          insertKey(database, { hash, workspaceId, label: environmentLabel, createdAt: now }),
        ]
      : []),
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
