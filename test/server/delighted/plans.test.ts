import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SQL, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Database } from '../../../server/storage/db.ts'
import { openFile } from '../../../server/storage/file.ts'
import { beforeTime, peopleAfter } from '../../../server/storage/list-people.ts'
import { completed, describe } from '../../../server/storage/project-people.ts'
import { prepare } from '../../../server/workspaces/bootstrap.ts'

/** A database that notes how each query looks its rows up. */
function explained(database: Database, plans: string[]): Database {
  const all = async (query: SQL) => {
    const steps = await database.orm.all<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${query}`)
    plans.push(...steps.map(({ detail }) => detail))
    return database.orm.all(query)
  }
  return { ...database, orm: { all } as unknown as Database['orm'] }
}

/** Looks through all answers or mails of a survey or workspace. */
const isWhole = (step: string) =>
  /^SCAN (r|c|responses|recipients)\b|INDEX (responses|recipients)_\w+ \((survey_id|workspace_id)=\?\)/.test(
    step,
  )

it('a page of people is read by their names, however many others there are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-plans-'))
  const database = await openFile(`file:${join(folder, 'sayso.db')}`)
  await prepare(database, { adminKey: undefined, makeKey: false, now: 0 })
  const plans: string[] = []
  const project = { id: 'demo', workspaceId: 'main' }
  const people = [
    { id: 'u1', email: null },
    { id: null, email: 'ann@example.com' },
  ]
  const read = explained(database, plans)
  await completed(read, project, people)
  await describe(read, project, people)
  for (const place of [
    beforeTime(0),
    { at: 1, among: 'answered', key: 'a', within: '' } as const,
    { at: 1, among: 'mailed', key: 'ann@example.com', within: 'c' } as const,
  ])
    await peopleAfter(read, project, place, 2, 2)
  expect(plans.filter((step) => /(responses|recipients)_by/.test(step)).length).toBeGreaterThan(5)
  expect(plans.filter(isWhole)).toEqual([])
  // In the order of time only what comes after a place is read, not what came before it.
  expect(
    plans.filter(
      (step) => /by_time.*answered_at<|by_arrival.*added_at<\?\)/.test(step) && !step.includes('>'),
    ),
  ).toEqual([])
  await database.close()
  await rm(folder, { recursive: true })
})
