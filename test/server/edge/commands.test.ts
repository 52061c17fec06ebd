import { execFile } from 'node:child_process'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRemote } from '../../../server/storage/remote.ts'
import { adminKey } from '../../support/collector.ts'
import { freePort, startSqld } from '../../support/sqld.ts'

let sqld: Awaited<ReturnType<typeof startSqld>>
beforeAll(async () => {
  sqld = await startSqld()
})
afterAll(() => sqld.close())

/** Runs the command line with these variables. */
function sayso(args: readonly string[], variables: Record<string, string>) {
  const env = { PATH: process.env.PATH, ...variables }
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, ['server/cli.ts', ...args], { env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    )
  })
}
const variables = () => ({ DATABASE_URL: sqld.url, SAYSO_ADMIN_KEY: adminKey })

it('sayso migrate makes the schema, says what it applied, and then that there is nothing to do', async () => {
  const looked = await sayso(['doctor', '--remote'], variables())
  expect([looked.code, looked.out]).toEqual([1, expect.stringMatching(/✗ schema .* run npx sayso migrate/)])
  const first = await sayso(['migrate'], variables())
  expect([first.code, first.out]).toEqual([0, expect.stringContaining('0000_first, 0001_sessions')])
  expect((await sayso(['migrate'], variables())).out).toBe('the main database is up to date\n')
  const well = await sayso(['doctor', '--remote'], variables())
  expect([well.code, well.out.match(/^✓/gm)]).toEqual([0, ['✓', '✓', '✓', '✓', '✓']])
})

it.each([
  [{}, 'DATABASE_URL must be set here too'],
  [{ DATABASE_URL: 'http://127.0.0.1:1' }, 'the database server cannot be reached'],
  [{ DATABASE_URL: 'http://127.0.0.1:1', SAYSO_ADMIN_KEY: 'short' }, 'SAYSO_ADMIN_KEY must have'],
])('sayso migrate says in one line what is wrong: %j', async (given, line) => {
  const { code, err } = await sayso(['migrate'], given as Record<string, string>)
  expect([code, err.trim().split('\n')]).toEqual([2, [expect.stringContaining(line)]])
})

it('sayso doctor --remote names each thing that is wrong', async () => {
  const away = { ...variables(), DATABASE_URL: `http://127.0.0.1:${await freePort()}` }
  expect((await sayso(['doctor', '--remote'], away)).out).toMatch(/✗ database .*cannot be reached/)
  const ignored = await sayso(['doctor', '--remote'], { ...variables(), SMTP_URL: 'smtp://mail.example' })
  expect([ignored.code, ignored.out]).toEqual([1, expect.stringContaining('✗ settings   SMTP_URL cannot be')])
  const database = openRemote(sqld.url)
  await database.write([sql`DELETE FROM keys`])
  const { out } = await sayso(['doctor', '--remote'], { DATABASE_URL: sqld.url })
  expect(out).toMatch(/✗ key .*SAYSO_ADMIN_KEY must be set/)
})
