import { and, desc, eq, sql } from 'drizzle-orm'
import type { Definition } from '../contract/surveys.ts'
import type { Database } from './db.ts'
import { isFull } from './quota.ts'
import type { After } from './responses.ts'
import { surveys, surveyVersions, workspaces } from './tables.ts'

export type SurveyRecord = Omit<typeof surveys.$inferSelect, 'quota'> & { definition: Definition }

/** What a survey has of what it was not given. */
export const unset = {
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
  // Published versions never change: one from before a field existed has it unset.
  return { ...row.survey, definition: { ...unset, ...(row.definition as Definition) } }
}

/** A survey of one workspace with its current version, or `null`: other workspaces' do not exist. */
export async function findSurvey(
  database: Database,
  workspaceId: string,
  id: string,
): Promise<SurveyRecord | null> {
  const [row] = await selectSurveys(database).where(
    and(eq(surveys.id, id), eq(surveys.workspaceId, workspaceId)),
  )
  return row ? toRecord(row) : null
}

/** A survey by its id alone: for what the server does by itself. */
export async function findSurveyById(database: Database, id: string): Promise<SurveyRecord | null> {
  const [row] = await selectSurveys(database).where(eq(surveys.id, id))
  return row ? toRecord(row) : null
}

/** Whether any workspace has a survey of this id. */
export async function hasSurvey(database: Database, id: string): Promise<boolean> {
  return (await database.orm.select({ id: surveys.id }).from(surveys).where(eq(surveys.id, id))).length > 0
}

/** A survey by its id alone, with what its workspace says of it: for the calls open to the world. */
export async function findPublicSurvey(database: Database, id: string): Promise<PublicRecord | null> {
  const [row] = await database.orm
    .select({
      survey: surveys,
      definition: surveyVersions.definition,
      allowedOrigins: workspaces.allowedOrigins,
      quietDays: workspaces.quietDays,
      isFull: sql<number>`${sql.raw(isFull('surveys'))}`,
    })
    .from(surveys)
    .innerJoin(surveyVersions, currentVersion)
    .innerJoin(workspaces, eq(workspaces.id, surveys.workspaceId))
    .where(eq(surveys.id, id))
  if (!row) return null
  const { allowedOrigins, quietDays } = row
  return { survey: withQuiet(toRecord(row), quietDays), allowedOrigins, isFull: row.isFull === 1 }
}

/** A survey as the world may ask for it. */
export interface PublicRecord {
  /** Its quiet days are the workspace's, where its rules say nothing of them. */
  readonly survey: SurveyRecord
  readonly allowedOrigins: string[]
  /** It has as many counted answers as are enough. */
  readonly isFull: boolean
}

function withQuiet(survey: SurveyRecord, quietDays: number): SurveyRecord {
  if (quietDays === 0) return survey
  const rules = { quietDays, ...survey.definition.rules }
  return { ...survey, definition: { ...survey.definition, rules } }
}

/** A workspace's surveys, newest first, at most `limit`, after a place in that order. */
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

/** The queries that add a survey with its first version; adding one that is there changes nothing. */
export function insertSurvey(database: Database, record: SurveyRecord) {
  const { definition, ...rest } = record
  const survey = { ...rest, quota: quotaOf(definition) }
  const version = { surveyId: survey.id, version: survey.version, definition, createdAt: survey.createdAt }
  return [
    database.orm.insert(surveys).values(survey).onConflictDoNothing(),
    database.orm.insert(surveyVersions).values(version).onConflictDoNothing(),
  ]
}

/** Stands beside the definition so that the saving statement itself keeps it. */
const quotaOf = ({ rules }: Definition) => rules?.quota ?? null

/**
 * Publishes a changed definition as the next version. Fails on its primary key when somebody
 * else published that version meanwhile, and then changes nothing.
 */
export async function publishVersion(
  database: Database,
  id: string,
  version: number,
  definition: Definition,
  now: number,
): Promise<void> {
  await database.write([
    database.orm.insert(surveyVersions).values({ surveyId: id, version, definition, createdAt: now }),
    database.orm
      .update(surveys)
      .set({ version, quota: quotaOf(definition), updatedAt: now })
      .where(eq(surveys.id, id)),
  ])
}

/** Opens a survey to answers, or closes it. */
export async function setStatus(database: Database, id: string, status: 'live' | 'closed', now: number) {
  await database.write([
    database.orm.update(surveys).set({ status, updatedAt: now }).where(eq(surveys.id, id)),
  ])
}
