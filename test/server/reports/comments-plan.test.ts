import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { type SQL, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { listComments } from '../../../server/storage/comment-list.ts'
import { openFile } from '../../../server/storage/file.ts'
import { prepare } from '../../../server/workspaces/bootstrap.ts'
import { newFile } from '../../support/server.ts'

it('the newest comments are found without looking at answers that have none, on each page', async () => {
  const { path } = newFile()
  const database = await openFile(`file:${path}`)
  await prepare(database, { adminKey: undefined, makeKey: false, now: 0 })
  const selection = { surveyId: 'demo', channel: null, segment: null }
  const filter = { selection, from: 0, to: 1e15, ratings: null, theme: null }
  for (const after of [null, { answeredAt: 5, id: 'a' }]) {
    const query = listComments(database, filter, after, 10) as unknown as { getSQL(): SQL }
    const steps = await database.orm.all<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${query.getSQL()}`)
    expect(steps[0]!.detail).toContain('USING INDEX responses_commented')
  }
  await database.close()
  rmSync(dirname(path), { recursive: true, force: true })
})
