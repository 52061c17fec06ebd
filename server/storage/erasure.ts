import type { ResultSet } from '@libsql/client/web'
import { type SQL, sql } from 'drizzle-orm'
import { type Database, isStorageAway, personKeyOf, type Tombstone } from './db.ts'
import { answersOf, belongsTo, findPerson, mailsTo, type Person, viewsOf } from './person.ts'
import { answerName, emailName, idName, insertTombstones, tombstoneLife } from './tombstones.ts'

/**
 * The one place that erases: a person, or single answers. Whatever erases comes through here, so that everything
 * that was kept goes, nothing is left in the files, and nothing of it is taken in again.
 *
 * What is derived from an answer (counts, themes, visits, tags, notes, the index) is deleted by triggers on
 * `responses`. A new table with somebody's words or names needs such a trigger, or a line in `erasePerson`.
 */

/** How much was erased. */
export interface Erased {
  readonly responses: number
  readonly views: number
  readonly mails: number
}

/** Erases everything a workspace stores about a person, by their id or their email. */
export async function erasePerson(
  database: Database,
  workspaceId: string,
  asked: string,
  now: number,
): Promise<Erased> {
  const person = await findPerson(database, workspaceId, asked)
  const tombstones = await tombstonesOf(database, person, now)
  await keep(database, tombstones)
  const theirs = answersOf(person)
  const mailed = mailsTo(person)
  const invited = sql`SELECT survey_id, response_id AS id FROM recipients WHERE ${mailed}
    UNION SELECT survey_id, response_id FROM asks WHERE (campaign_id, email) IN (
      SELECT campaign_id, email FROM recipients WHERE ${mailed})`
  const results = await database.write([
    insertTombstones(tombstones),
    refuse(sql`SELECT survey_id, id FROM responses WHERE ${theirs}`, workspaceId, now),
    refuse(invited, workspaceId, now),
    sql`DELETE FROM visits WHERE ${belongsTo(invited, 'visits')}`,
    sql`DELETE FROM views WHERE ${viewsOf(person)} RETURNING id`,
    sql`DELETE FROM responses WHERE ${theirs} RETURNING id`,
    sql`DELETE FROM recipients WHERE ${mailed} RETURNING email`,
  ])
  await scrubAfter(database)
  const [views, responses, mails] = results.slice(-3).map(({ rows }: ResultSet) => rows.length)
  return { responses: responses!, views: views!, mails: mails! }
}

/** Answers deleted in one transaction: saves wait for it. */
const answersAtATime = 100

/**
 * Erases single answers with everything that belongs to them: views, visits, and the mail they were given by.
 * Whoever gave them may give others. Returns how many there were.
 */
export async function eraseAnswers(
  database: Database,
  surveyId: string,
  ids: readonly string[],
  now: number,
): Promise<number> {
  const [survey] = await database.orm.all<{ workspaceId: string }>(
    sql`SELECT workspace_id AS workspaceId FROM surveys WHERE id = ${surveyId}`,
  )
  if (!survey || ids.length === 0) return 0
  const { workspaceId } = survey
  const tombstones = ids.map((id): Tombstone => {
    return { workspaceId, name: answerName(surveyId, id), how: 'asked', erasedAt: now }
  })
  await keep(database, tombstones)
  let erased = 0
  for (let at = 0; at < ids.length; at += answersAtATime) {
    const part = sql`(SELECT value FROM json_each(${JSON.stringify(ids.slice(at, at + answersAtATime))}))`
    const results = await database.write([
      insertTombstones(tombstones.slice(at, at + answersAtATime)),
      sql`DELETE FROM views WHERE survey_id = ${surveyId} AND id IN ${part}`,
      sql`DELETE FROM visits WHERE survey_id = ${surveyId} AND response_id IN ${part}`,
      sql`DELETE FROM recipients WHERE survey_id = ${surveyId} AND response_id IN ${part}`,
      sql`DELETE FROM asks WHERE survey_id = ${surveyId} AND response_id IN ${part}`,
      sql`DELETE FROM responses WHERE survey_id = ${surveyId} AND id IN ${part} RETURNING id`,
    ])
    erased += results.at(-1)!.rows.length
  }
  await scrubAfter(database)
  return erased
}

async function tombstonesOf(database: Database, person: Person, now: number): Promise<Tombstone[]> {
  const { workspaceId, asked, linked } = person
  const names = [
    ...[idName(asked), emailName(asked)].map((name) => ({ name, how: 'asked' as const })),
    ...linked.map((name) => ({ name, how: 'linked' as const })),
  ]
  const marks = await database.mark(names.map(({ name }) => name))
  return names.map(({ how }, place) => ({ workspaceId, name: marks[place]!, how, erasedAt: now }))
}

/** The query that keeps tombstones of the answers that `found` selects by `survey_id` and `id`. */
function refuse(found: SQL, workspaceId: string, now: number): SQL {
  return sql`
    INSERT INTO tombstones (workspace_id, name, how, erased_at)
    SELECT DISTINCT ${workspaceId}, 'answer ' || survey_id || ' ' || id, 'asked', CAST(${now} AS INTEGER) FROM (${found})
    WHERE true ON CONFLICT DO UPDATE SET erased_at = excluded.erased_at`
}

/** Written before anything is deleted: of a crash between the two the next start erases the rest. */
async function keep({ ledger, orm }: Database, tombstones: readonly Tombstone[]): Promise<void> {
  if (ledger) await ledger.append(await personKeyOf(orm), tombstones)
}

/** Databases whose log may still have what was deleted, because it could not be emptied at once. */
const unscrubbed = new WeakSet<Database>()

async function scrubAfter(database: Database): Promise<void> {
  scrubLater(database)
  await scrubAgain(database)
}

/** Has the log emptied by the next `scrubAgain`. */
export function scrubLater(database: Database): void {
  unscrubbed.add(database)
}

/** Empties the log after an erasure. When that fails now it is done a minute later: the rows are gone already. */
export async function scrubAgain(database: Database): Promise<void> {
  if (!unscrubbed.has(database)) return
  try {
    await database.scrub()
    unscrubbed.delete(database)
  } catch (error) {
    if (!isStorageAway(error)) throw error
  }
}

/**
 * Erases again what an older file brought back: everything that the ledger has and the database does not know.
 * Called at the start, before anybody is served. Returns how many names that was.
 */
export async function replayErasures(database: Database, now: number): Promise<number> {
  const { ledger } = database
  const kept = await ledger?.read()
  if (!ledger || !kept) return 0
  if (!(await hasKey(database, kept.key))) {
    await ledger.setAside()
    return 0
  }
  await ledger.prune(now - tombstoneLife)
  const young = kept.erased.filter(({ erasedAt }) => erasedAt >= now - tombstoneLife)
  const replayed = await eraseAgain(database, young)
  // A crash may have come between an erasure and the emptying of the log.
  if (young.length > 0) await scrubAfter(database)
  return replayed
}

/** Whether the database hashes by this key; one that has hashed nothing yet takes it, before it is first asked to. */
async function hasKey(database: Database, key: string): Promise<boolean> {
  if ((await personKeyOf(database.orm)) === key) return true
  const [taken] = await database.write([
    sql`UPDATE person_key SET key = ${key}
      WHERE NOT EXISTS (SELECT 1 FROM tombstones) AND NOT EXISTS (SELECT 1 FROM suppressed) RETURNING key`,
  ])
  return taken!.rows.length > 0
}

/** Everything that a database keeps out, and the key its names are hashed with. */
export async function tombstonesIn({ orm }: Database): Promise<{ key: string; tombstones: Tombstone[] }> {
  const tombstones = await orm.all<Tombstone>(
    sql`SELECT workspace_id AS workspaceId, name, how, erased_at AS erasedAt FROM tombstones`,
  )
  return { key: await personKeyOf(orm), tombstones }
}

/** Erases what these tombstones name, unless the database has them. Returns how many it did not have. */
export async function eraseAgain(database: Database, tombstones: readonly Tombstone[]): Promise<number> {
  const { tombstones: known } = await tombstonesIn(database)
  const has = new Set(known.map(({ workspaceId, name }) => `${workspaceId} ${name}`))
  const missing = tombstones.filter(({ workspaceId, name }) => !has.has(`${workspaceId} ${name}`))
  if (missing.length === 0) return 0
  const answers = new Map<string, { ids: string[]; erasedAt: number }>()
  for (const { name, erasedAt } of missing) {
    const [, surveyId, id] = name.match(/^answer (\S+) (\S+)$/) ?? []
    if (!surveyId || !id) continue
    const { ids } = answers.get(surveyId) ?? { ids: [] }
    answers.set(surveyId, { ids: [...ids, id], erasedAt })
  }
  for (const [surveyId, { ids, erasedAt }] of answers) await eraseAnswers(database, surveyId, ids, erasedAt)
  const wanted = new Map(
    missing.filter(({ how }) => how === 'asked').map((each) => [`${each.workspaceId} ${each.name}`, each]),
  )
  for await (const { workspaceId, id, email } of everybodyIn(database)) {
    const names = [...(id ? [idName(id)] : []), ...(email ? [emailName(email)] : [])]
    const marks = await database.mark(names)
    for (const [place, name] of names.entries()) {
      const tombstone = wanted.get(`${workspaceId} ${marks[place]}`)
      if (tombstone)
        await erasePerson(database, workspaceId, name.slice(name.indexOf(' ') + 1), tombstone.erasedAt)
    }
  }
  await database.write([insertTombstones(missing)])
  return missing.length
}

const rowsAtATime = 2000
type Known = { readonly workspaceId: string; readonly id: string | null; readonly email: string | null }

/** Everybody a database names, by page; some more than once. */
async function* everybodyIn({ orm }: Database): AsyncGenerator<Known> {
  const sources = [
    sql`SELECT r.rowid AS at, s.workspace_id AS workspaceId, r.respondent_id AS id, r.respondent_email AS email
      FROM responses r JOIN surveys s ON s.id = r.survey_id WHERE (r.respondent_id IS NOT NULL OR r.respondent_email IS NOT NULL) AND r.rowid`,
    sql`SELECT v.rowid AS at, s.workspace_id AS workspaceId, iif(v.person LIKE 'id %', substr(v.person, 4), NULL) AS id, v.email
      FROM views v JOIN surveys s ON s.id = v.survey_id WHERE v.person IS NOT NULL AND v.rowid`,
    sql`SELECT r.rowid AS at, r.workspace_id AS workspaceId, r.respondent_id AS id, r.email
      FROM recipients r WHERE r.rowid`,
  ]
  for (const source of sources) {
    for (let after = 0; ; ) {
      const rows = await orm.all<Known & { at: number }>(
        sql`${source} > ${after} ORDER BY 1 LIMIT ${rowsAtATime}`,
      )
      yield* rows
      if (rows.length < rowsAtATime) break
      after = rows.at(-1)!.at
    }
  }
}
