import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { withGoalShare } from '../../shared/goal.ts'
import type { Definition } from '../contract/surveys.ts'
import type { Database } from './db.ts'
import type { After } from './find-responses.ts'
import { newestShare } from './goal-shares.ts'
import { isFull, isFullOfVerified } from './quota.ts'
import { surveys, surveyVersions } from './survey-tables.ts'
import { workspaces } from './workspace-tables.ts'

export type SurveyRecord = Omit<typeof surveys.$inferSelect, 'quota' | 'identityRequired'> & {
  definition: Definition
}

/** Values of the settings a survey was not given. */
export const unset = {
  words: null,
  translations: null,
  format: 'popover',
  corner: null,
  display: null,
  byBand: null,
  choices: null,
  contact: false,
  look: null,
  rules: null,
  touchpoint: null,
  threshold: null,
  primary: 'topBox',
  identity: 'optional',
  goal: null,
} as const

const currentVersion = and(
  eq(surveyVersions.surveyId, surveys.id),
  eq(surveyVersions.version, surveys.version),
)

function selectSurveys(database: Database) {
  return database.orm
    .select({ survey: surveys, definition: surveyVersions.definition })
    .from(surveys)
    .innerJoin(surveyVersions, currentVersion)
}

function toRecord(row: { survey: typeof surveys.$inferSelect; definition: unknown }): SurveyRecord {
  // Published versions never change, so older ones lack newer settings.
  return { ...row.survey, definition: { ...unset, ...(row.definition as Definition) } }
}

/** One of the workspace's surveys with its current version, or `null`, also when it belongs to another workspace. */
export async function findSurvey(
  database: Database,
  workspaceId: string,
  id: string,
): Promise<SurveyRecord | null> {
  const survey = await findSurveyById(database, id)
  return survey?.workspaceId === workspaceId ? survey : null
}

/** A survey's scale, with the name of the survey. */
export interface SurveyScale extends Pick<SurveyRecord, 'id' | 'metric' | 'scale'> {
  readonly name: string
  readonly threshold: number | null
  readonly primary: 'topBox' | 'mean'
}

/** The scales of a workspace's surveys, or of one of them; the newest first. */
export function surveyScales(
  database: Database,
  workspaceId: string,
  surveyId: string | null,
): Promise<SurveyScale[]> {
  return database.orm
    .select({
      id: surveys.id,
      metric: surveys.metric,
      scale: surveys.scale,
      name: sql<string>`${surveyVersions.definition} ->> 'name'`,
      threshold: sql<number | null>`${surveyVersions.definition} ->> 'threshold'`,
      primary: sql<'topBox' | 'mean'>`coalesce(${surveyVersions.definition} ->> 'primary', ${unset.primary})`,
    })
    .from(surveys)
    .innerJoin(surveyVersions, currentVersion)
    .where(
      and(eq(surveys.workspaceId, workspaceId), surveyId === null ? undefined : eq(surveys.id, surveyId)),
    )
    .orderBy(desc(surveys.createdAt), desc(surveys.id))
}

/** The definition of one version of a survey, or `null`. */
export async function findVersion(
  database: Database,
  surveyId: string,
  version: number,
): Promise<Definition | null> {
  const [row] = await database.orm
    .select({ definition: surveyVersions.definition })
    .from(surveyVersions)
    .where(and(eq(surveyVersions.surveyId, surveyId), eq(surveyVersions.version, version)))
  return row ? { ...unset, ...(row.definition as Definition) } : null
}

/** A survey by id, whatever its workspace: for background work. */
export async function findSurveyById(database: Database, id: string): Promise<SurveyRecord | null> {
  const [row] = await selectSurveys(database).where(eq(surveys.id, id))
  return row ? toRecord(row) : null
}

/** Whether any workspace has a survey of this id. */
export async function hasSurvey(database: Database, id: string): Promise<boolean> {
  return (await database.orm.select({ id: surveys.id }).from(surveys).where(eq(surveys.id, id))).length > 0
}

/** A survey by id with its workspace's settings: for public calls. */
export async function findPublicSurvey(database: Database, id: string): Promise<PublicRecord | null> {
  const [row] = await database.orm
    .select({
      survey: surveys,
      definition: surveyVersions.definition,
      allowedOrigins: workspaces.allowedOrigins,
      workspaceName: workspaces.name,
      quietDays: workspaces.quietDays,
      isFull: sql<number>`${sql.raw(isFull('surveys'))}`,
      isFullOfVerified: sql<number>`${sql.raw(isFullOfVerified('surveys'))}`,
      goalShare: newestShare,
    })
    .from(surveys)
    .innerJoin(surveyVersions, currentVersion)
    .innerJoin(workspaces, eq(workspaces.id, surveys.workspaceId))
    .where(eq(surveys.id, id))
  if (!row) return null
  const { allowedOrigins, quietDays, workspaceName } = row
  const survey = withGoal(withQuiet(toRecord(row), quietDays), row.goalShare)
  const full = { isFull: row.isFull === 1, isFullOfVerified: row.isFullOfVerified === 1 }
  return { survey, workspaceName, allowedOrigins, ...full, hasQuota: row.survey.quota !== null }
}

/** A survey with what public calls need of its workspace. */
export interface PublicRecord {
  /** Has the workspace's quiet days where its rules do not set them, and the share that its goal asks today. */
  readonly survey: SurveyRecord
  readonly workspaceName: string
  readonly allowedOrigins: string[]
  /** It takes so many responses and no more. */
  readonly hasQuota: boolean
  /** It has reached its quota of counted responses. */
  readonly isFull: boolean
  /** Verified responses alone have: until then it takes those, whoever else filled it. */
  readonly isFullOfVerified: boolean
}

function withQuiet(survey: SurveyRecord, quietDays: number): SurveyRecord {
  if (quietDays === 0) return survey
  const rules = { quietDays, ...survey.definition.rules }
  return { ...survey, definition: { ...survey.definition, rules } }
}

function withGoal(survey: SurveyRecord, found: number | null): SurveyRecord {
  const { goal, rules } = survey.definition
  if (goal === null) return survey
  return { ...survey, definition: { ...survey.definition, rules: withGoalShare(rules, found) } }
}

/** A workspace's surveys, newest first, at most `limit`, after a cursor. */
export async function listSurveys(
  database: Database,
  workspaceId: string,
  after: After | null,
  limit: number,
): Promise<SurveyRecord[]> {
  const place = after && sql`(${surveys.createdAt}, ${surveys.id}) < (${after.answeredAt}, ${after.id})`
  const rows = await selectSurveys(database)
    .where(and(eq(surveys.workspaceId, workspaceId), place ?? undefined))
    .orderBy(desc(surveys.createdAt), desc(surveys.id))
    .limit(limit)
  return rows.map(toRecord)
}

/** Which surveys a list is of: those with one of these states, these words in their names, and of this touchpoint. */
export interface SurveyFilter {
  readonly states: readonly SurveyRecord['status'][]
  /** Only those in the archive, instead of only the others. */
  readonly isArchived?: boolean
  readonly search?: string
  readonly touchpoint?: string
}

/** A workspace's surveys that a filter finds, newest first, at most `limit`, after a cursor. */
export async function findSurveys(
  database: Database,
  workspaceId: string,
  { states, isArchived = false, search = '', touchpoint = '' }: SurveyFilter,
  after: After | null,
  limit: number,
): Promise<SurveyRecord[]> {
  const place = after && sql`(${surveys.createdAt}, ${surveys.id}) < (${after.answeredAt}, ${after.id})`
  const name = sql`json_extract(${surveyVersions.definition}, '$.name')`
  const words = search && sql`instr(lower(${name}), lower(${search})) > 0`
  const isThere = touchpoint && sql`${touchpointOf} = ${touchpoint}`
  const rows = await selectSurveys(database)
    .where(
      and(
        eq(surveys.workspaceId, workspaceId),
        inArray(surveys.status, [...states]),
        isArchived ? isNotNull(surveys.archivedAt) : isNull(surveys.archivedAt),
        words || undefined,
        isThere || undefined,
        place ?? undefined,
      ),
    )
    .orderBy(desc(surveys.createdAt), desc(surveys.id))
    .limit(limit)
  return rows.map(toRecord)
}

const touchpointOf = sql<string>`${surveyVersions.definition} ->> 'touchpoint'`

/** The touchpoints of a workspace's surveys that are not in the archive, at most `limit`. */
export async function listTouchpoints(
  database: Database,
  workspaceId: string,
  states: SurveyFilter['states'],
  limit: number,
): Promise<string[]> {
  const rows = await database.orm
    .selectDistinct({ touchpoint: touchpointOf })
    .from(surveys)
    .innerJoin(surveyVersions, currentVersion)
    .where(
      and(
        eq(surveys.workspaceId, workspaceId),
        inArray(surveys.status, [...states]),
        isNull(surveys.archivedAt),
        sql`${touchpointOf} <> ''`,
      ),
    )
    .orderBy(touchpointOf)
    .limit(limit)
  return rows.map(({ touchpoint }) => touchpoint)
}

/** How many surveys of a workspace are in each state, but for those in the archive, and how many are in it. */
export async function countSurveys(
  database: Database,
  workspaceId: string,
): Promise<Readonly<Record<SurveyRecord['status'] | 'archived', number>>> {
  const state = sql<string>`iif(${surveys.archivedAt} IS NULL, ${surveys.status}, 'archived')`
  const rows = await database.orm
    .select({ state, count: sql<number>`count(*)` })
    .from(surveys)
    .where(eq(surveys.workspaceId, workspaceId))
    .groupBy(state)
  const counts = Object.fromEntries(rows.map((row) => [row.state, row.count]))
  return { draft: 0, live: 0, closed: 0, archived: 0, ...counts }
}

/** The queries that add a survey with its first version; they change nothing when its id is taken. */
export function insertSurvey(database: Database, record: SurveyRecord) {
  const { definition, ...rest } = record
  const survey = { ...rest, ...checkedAtSaving(definition) }
  const version = { surveyId: survey.id, version: survey.version, definition, createdAt: survey.createdAt }
  return [
    database.orm.insert(surveys).values(survey).onConflictDoNothing(),
    database.orm.insert(surveyVersions).values(version).onConflictDoNothing(),
  ]
}

/** Stored beside the definition, where the statement that saves responses checks it. */
const checkedAtSaving = ({ rules, identity }: Definition) => ({
  quota: rules?.quota ?? null,
  identityRequired: identity === 'required' ? 1 : 0,
})

/** A survey as it was when a change of it was made. */
type Read = Pick<SurveyRecord, 'id' | 'version' | 'edits'>

/**
 * Publishes a changed definition as the next version. Changes nothing, and returns `false`, when the survey was
 * changed since it was read.
 */
export async function publishVersion(
  database: Database,
  { id, version, edits }: Read,
  definition: Definition,
  now: number,
): Promise<boolean> {
  const [published] = await database.write([
    sql`INSERT INTO survey_versions (survey_id, version, definition, created_at)
      SELECT id, version + 1, ${JSON.stringify(definition)}, ${now} FROM surveys
      WHERE id = ${id} AND edits = ${edits} RETURNING version`,
    database.orm
      .update(surveys)
      .set({ version: version + 1, ...checkedAtSaving(definition), updatedAt: now })
      .where(and(eq(surveys.id, id), eq(surveys.edits, edits))),
  ])
  return published!.rows.length > 0
}

/**
 * Replaces the definition of a draft: nobody was asked by it, so it needs no version of its own. Changes nothing,
 * and returns `false`, when the survey was changed since it was read.
 */
export async function saveDraft(
  database: Database,
  { id, version, edits }: Read,
  definition: Definition,
  now: number,
): Promise<boolean> {
  const isAsRead = sql`EXISTS (SELECT 1 FROM surveys s
    WHERE s.id = ${id} AND s.status = 'draft' AND s.edits = ${edits})`
  const [saved] = await database.write([
    database.orm
      .update(surveyVersions)
      .set({ definition })
      .where(and(eq(surveyVersions.surveyId, id), eq(surveyVersions.version, version), isAsRead))
      .returning({ version: surveyVersions.version }),
    database.orm
      .update(surveys)
      .set({ ...checkedAtSaving(definition), updatedAt: now })
      .where(and(eq(surveys.id, id), eq(surveys.edits, edits), isAsRead)),
  ])
  return saved!.rows.length > 0
}

/** One published definition of a survey. */
export interface SurveyVersion {
  readonly version: number
  readonly definition: Definition
  readonly createdAt: number
}

/** A survey's versions, newest first, at most `limit`. */
export async function listVersions(database: Database, id: string, limit: number): Promise<SurveyVersion[]> {
  const rows = await database.orm
    .select()
    .from(surveyVersions)
    .where(eq(surveyVersions.surveyId, id))
    .orderBy(desc(surveyVersions.version))
    .limit(limit)
  return rows.map(({ version, definition, createdAt }) => ({
    version,
    definition: { ...unset, ...(definition as Definition) },
    createdAt,
  }))
}

/**
 * Opens or closes a survey, where `edits` is given only if it was not changed since; returns whether it did. One that
 * asks is not in the archive; one that is being deleted stays closed.
 */
export async function setStatus(
  database: Database,
  id: string,
  status: 'live' | 'closed',
  now: number,
  edits?: number,
): Promise<boolean> {
  const asRead = edits === undefined ? undefined : eq(surveys.edits, edits)
  const [set] = await database.write([
    database.orm
      .update(surveys)
      .set({ status, updatedAt: now, pausedAt: null, ...(status === 'live' && { archivedAt: null }) })
      .where(and(eq(surveys.id, id), isNull(surveys.deletedAt), asRead))
      .returning({ id: surveys.id }),
  ])
  return set!.rows.length > 0
}

/**
 * Has a live survey ask nobody for a while, or ask again, where `edits` is given only if it was not changed since;
 * returns whether it did. One that is paused already keeps its time.
 */
export async function setPaused(
  database: Database,
  id: string,
  pausedAt: number | null,
  edits?: number,
): Promise<boolean> {
  const asRead = edits === undefined ? undefined : eq(surveys.edits, edits)
  const next = pausedAt === null ? null : sql`coalesce(${surveys.pausedAt}, ${pausedAt})`
  const [set] = await database.write([
    database.orm
      .update(surveys)
      .set({ pausedAt: next })
      .where(and(eq(surveys.id, id), eq(surveys.status, 'live'), isNull(surveys.deletedAt), asRead))
      .returning({ id: surveys.id }),
  ])
  return set!.rows.length > 0
}

/** Puts a survey that does not ask into the archive, or takes it out. */
export async function setArchived(database: Database, id: string, archivedAt: number | null): Promise<void> {
  await database.write([
    database.orm
      .update(surveys)
      .set({ archivedAt })
      .where(and(eq(surveys.id, id), isNull(surveys.deletedAt), sql`${surveys.status} <> 'live'`)),
  ])
}
