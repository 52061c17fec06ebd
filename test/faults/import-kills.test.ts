import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientOf } from '../support/client.ts'
import { newFile, type Server, startServer } from '../support/server.ts'
import { freePort } from '../support/sqld.ts'

/** How often an import is killed; each time it, or the server, dies a little later. */
const kills = process.env.SAYSO_LONG ? 50 : 2
const rows = 2500

const file = newFile()
let folder: string
let server: Server
let variables: Record<string, string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sayso-import-kills-'))
  variables = { ...file.variables, PORT: String(await freePort()) }
  server = await startServer(variables)
})
afterAll(async () => {
  await server.end()
  await rm(folder, { recursive: true, force: true })
  await rm(file.folder, { recursive: true, force: true })
})

function sayso(...args: string[]) {
  const env = { PATH: process.env.PATH, SAYSO_URL: server.url, SAYSO_KEY: server.key }
  return spawn(process.execPath, ['server/cli.ts', ...args], { env, stdio: 'ignore' })
}

async function run(...args: string[]): Promise<number> {
  const [code] = await once(sayso(...args), 'exit')
  return code as number
}

async function newSurvey(): Promise<string> {
  return (await clientOf(server).post('/v1/surveys', { metric: 'nps', name: 'Kills' })).body.id
}

/** What is stored and counted, without what differs between surveys. */
async function standing(survey: string) {
  const client = clientOf(server)
  const stored: unknown[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
    const { body } = await client.get(`/v1/surveys/${survey}/responses?limit=1000${query}`)
    stored.push(...body.items.map(({ updatedAt: _, ...answer }: { updatedAt: string }) => answer))
    cursor = body.nextCursor
  }
  const { n, score, trend, commented } = (await client.get(`/v1/surveys/${survey}/report?interval=month`))
    .body
  const { differences } = (await client.get(`/v1/surveys/${survey}/counts`)).body
  return { stored, n, score, trend, commented, differences }
}

it(
  'killed at some points and run again, an import and a correction end exact, and go whole',
  async () => {
    const table = join(folder, 'answers.csv')
    const lines = Array.from(
      { length: rows },
      (_, at) => `r${at},${at % 11},${at % 3 ? '' : `words ${at % 50}`},2025-0${1 + (at % 9)}-11`,
    )
    await writeFile(table, ['id,score,why,date', ...lines].join('\n'))
    const [clean, killed] = [await newSurvey(), await newSurvey()]
    expect(await run('import', table, '--survey', clean)).toBe(0)
    const expected = await standing(clean)
    expect(expected).toMatchObject({ n: rows, differences: 0 })

    // Half of them while it is imported wrongly first, half while that is corrected.
    for (let times = 0; times < kills; times += 1) {
      const isWrong = times < kills / 2
      const child = sayso(
        'import',
        table,
        '--survey',
        killed,
        ...(isWrong ? ['--no-id', '--map', 'comment=id'] : []),
      )
      const ended = once(child, 'exit')
      await pause(600 + (times % (kills / 2)) * (1600 / kills))
      if (times % 2 === 0) child.kill('SIGKILL')
      else {
        await server.end('SIGKILL')
        child.kill('SIGKILL')
        server = await startServer(variables)
      }
      await ended
    }
    expect(await run('import', table, '--survey', killed)).toBe(0)
    expect(await standing(killed)).toEqual(expected)

    const [{ id }] = (await clientOf(server).get(`/v1/surveys/${killed}/imports`)).body.items
    expect(await run('imports', 'take-back', id, '--survey', killed, '--yes')).toBe(0)
    expect(await standing(killed)).toMatchObject({ stored: [], n: 0, differences: 0 })
  },
  Math.max(120_000, kills * 10_000),
)
