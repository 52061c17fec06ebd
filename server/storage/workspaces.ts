import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { SignaturePurpose } from '../responses/verified.ts'
import type { Database } from './db.ts'
import type { After } from './find-responses.ts'
import { surveys } from './survey-tables.ts'
import { keys, workspaces } from './workspace-tables.ts'

export type Workspace = typeof workspaces.$inferSelect

/** The workspace created at the first start: its keys administrate the server. */
export const firstWorkspaceId = 'main'

/** The name of that workspace until it is given one; not shown to people. */
export const unnamedWorkspace = 'Workspace'

/** The workspace of a key, by the key's hash, or `null`. */
export async function workspaceOfKey(database: Database, hash: string): Promise<Workspace | null> {
  const [row] = await database.orm
    .select({ workspace: workspaces })
    .from(keys)
    .innerJoin(workspaces, eq(workspaces.id, keys.workspaceId))
    .where(eq(keys.hash, hash))
  return row?.workspace ?? null
}

/** A workspace by its id, or `null`. */
export async function findWorkspace(database: Database, id: string): Promise<Workspace | null> {
  const [row] = await database.orm.select().from(workspaces).where(eq(workspaces.id, id))
  return row ?? null
}

/** Address of a workspace's own database, as the directory has it; `null` when it has none. */
export async function databaseUrlOf(directory: Database, id: string): Promise<string | null> {
  return (await findWorkspace(directory, id))?.databaseUrl ?? null
}

/** Addresses of all workspaces' own databases, each once. */
export async function listOwnDatabases(directory: Database): Promise<string[]> {
  const rows = await directory.orm
    .selectDistinct({ url: workspaces.databaseUrl })
    .from(workspaces)
    .where(isNotNull(workspaces.databaseUrl))
  return rows.map(({ url }) => url!)
}

/** What a workspace's server signs identities with, and what its HMAC signatures are for. */
export interface IdentitySettings {
  readonly secret: string
  readonly signatures: SignaturePurpose
}

/** The identity settings of a survey's workspace; `null` when there is no such survey. */
export async function identitySettingsOf(
  database: Database,
  surveyId: string,
): Promise<IdentitySettings | null> {
  const [row] = await database.orm
    .select({ secret: workspaces.identitySecret, signatures: workspaces.signatures })
    .from(surveys)
    .innerJoin(workspaces, eq(workspaces.id, surveys.workspaceId))
    .where(eq(surveys.id, surveyId))
  return row ?? null
}

/** The time zone of a workspace; UTC when there is no such workspace. */
export async function timezoneOf(database: Database, id: string): Promise<string> {
  const [row] = await database.orm
    .select({ timezone: workspaces.timezone })
    .from(workspaces)
    .where(eq(workspaces.id, id))
  return row?.timezone ?? 'UTC'
}

/** Changes a workspace's settings, where `edits` is given only if they were not changed since; returns whether it did. */
export async function changeWorkspace(
  database: Database,
  id: string,
  change: Partial<Omit<Workspace, 'id' | 'createdAt'>>,
  edits?: number,
): Promise<boolean> {
  const asRead = edits === undefined ? undefined : eq(workspaces.edits, edits)
  const [changed] = await database.write([
    database.orm
      .update(workspaces)
      .set(change)
      .where(and(eq(workspaces.id, id), asRead))
      .returning({ id: workspaces.id }),
  ])
  return changed!.rows.length > 0
}

/** The labels of all keys, by the key's hash. */
export async function labelsOfKeys(database: Database): Promise<Map<string, string>> {
  const rows = await database.orm.select({ hash: keys.hash, label: keys.label }).from(keys)
  return new Map(rows.map(({ hash, label }) => [hash, label]))
}

/** Some workspaces, oldest first, after a place in their order. */
export async function listWorkspaces(
  database: Database,
  after: After | null,
  limit: number,
): Promise<Pick<Workspace, 'id' | 'name' | 'createdAt'>[]> {
  const { id, name, createdAt } = workspaces
  const place = after && sql`(${createdAt}, ${id}) > (${after.answeredAt}, ${after.id})`
  return database.orm
    .select({ id, name, createdAt })
    .from(workspaces)
    .where(place ?? undefined)
    .orderBy(createdAt, id)
    .limit(limit)
}

/** Whether there is any workspace. */
export async function hasWorkspace(database: Database): Promise<boolean> {
  return (await database.orm.select({ id: workspaces.id }).from(workspaces).limit(1)).length > 0
}

/** The query that adds a workspace; it changes nothing when its id is taken. */
export function insertWorkspace(database: Database, workspace: typeof workspaces.$inferInsert) {
  return database.orm.insert(workspaces).values(workspace).onConflictDoNothing()
}

export function insertKey(database: Database, key: typeof keys.$inferInsert) {
  return database.orm.insert(keys).values(key).onConflictDoNothing()
}

/** A key's public id: the beginning of its hash, which does not reveal the key. */
export const keyId = sql<string>`substr(${keys.hash}, 1, 16)`

const keyColumns = { id: keyId, hash: keys.hash, label: keys.label, createdAt: keys.createdAt } as const

/** A key as its workspace sees it. */
export interface KeyRecord {
  readonly id: string
  readonly hash: string
  readonly label: string
  readonly createdAt: number
}

/** A workspace's key by its id, or `null`. */
export async function findKey(
  database: Database,
  workspaceId: string,
  id: string,
): Promise<KeyRecord | null> {
  const [row] = await database.orm
    .select(keyColumns)
    .from(keys)
    .where(and(eq(keys.workspaceId, workspaceId), eq(keyId, id)))
  return row ?? null
}

/** Gives a workspace's key another label. */
export async function relabelKey(database: Database, workspaceId: string, id: string, label: string) {
  const which = and(eq(keys.workspaceId, workspaceId), eq(keyId, id))
  await database.write([database.orm.update(keys).set({ label }).where(which)])
}

/** Some of a workspace's keys, oldest first, after a place in their order. */
export function listKeys(
  database: Database,
  workspaceId: string,
  after: After | null,
  limit: number,
): Promise<KeyRecord[]> {
  const place = after && sql`(${keys.createdAt}, ${keys.hash}) > (${after.answeredAt}, ${after.id})`
  return database.orm
    .select(keyColumns)
    .from(keys)
    .where(and(eq(keys.workspaceId, workspaceId), place ?? undefined))
    .orderBy(keys.createdAt, keys.hash)
    .limit(limit)
}

/** Deletes a key and the sessions made with it; returns whether the workspace had it. */
export async function deleteKey(database: Database, workspaceId: string, id: string): Promise<boolean> {
  const [deleted] = await database.write([
    database.orm
      .delete(keys)
      .where(and(eq(keys.workspaceId, workspaceId), eq(keyId, id)))
      .returning({ hash: keys.hash }),
  ])
  return deleted!.rows.length > 0
}
