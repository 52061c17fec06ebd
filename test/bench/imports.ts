/**
 * An import of a long file beside saves: how long it takes, what the saves wait meanwhile, the most memory of the
 * importer and of the server, and when the themes are read. Memory is told on Linux alone.
 * `node test/bench/imports.ts [rows]`
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { clientOf, newResponse } from '../support/client.ts'
import { newFile, startServer } from '../support/server.ts'
import { yearOfAnswers } from '../support/yearOfAnswers.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const commented = 0.35
const savesASecond = 50

const file = newFile()
const table = join(file.folder, 'answers.csv')
const comments = yearOfAnswers(5, 20_000, Date.UTC(2026, 0, 1)).flatMap(({ comment }) => comment ?? [])

async function writeTable(): Promise<void> {
  const out = createWriteStream(table)
  out.write('id,score,comment,date,plan\n')
  const minute = (365 * 1440) / rows
  for (let row = 0; row < rows; row += 1) {
    const said = row % 100 < 100 * commented ? comments[row % comments.length]!.replaceAll('"', '""') : ''
    const at = new Date(Date.UTC(2025, 0, 1) + Math.floor(row * minute) * 60_000).toISOString()
    if (!out.write(`r${row},${row % 11},"${said}",${at},plan ${row % 4}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

/** The most megabytes a process had; `null` where nobody tells. */
function most(pid: number | undefined): number | null {
  try {
    const [, kilobytes] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/) ?? []
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    return null
  }
}

await writeTable()
const server = await startServer(file.variables)
const client = clientOf(server)
const { id: survey } = (await client.post('/v1/surveys', { metric: 'nps', name: 'Imported' })).body
const start = performance.now()
const importer = spawn(process.execPath, ['server/cli.ts', 'import', table, '--survey', survey, '--yes'], {
  env: { PATH: process.env.PATH, SAYSO_URL: server.url, SAYSO_KEY: server.key },
  stdio: ['ignore', 'pipe', 'inherit'],
})
let said = ''
importer.stdout.on('data', (text) => {
  said += text
})
let [isDone, importerMost] = [false, 0]
const ended = once(importer, 'exit').then(() => {
  isDone = true
})
const waits: number[] = []
while (!isDone) {
  const asked = performance.now()
  const { status } = await client.publicly('/v1/public/responses', newResponse('demo'))
  if (status !== 201) throw new Error(`a save was answered by ${status}`)
  waits.push(performance.now() - asked)
  importerMost = Math.max(importerMost, most(importer.pid) ?? 0)
  await pause(Math.max(0, 1000 / savesASecond - (performance.now() - asked)))
}
await ended
const imported = (performance.now() - start) / 1000
const expected = Math.floor(rows * commented)
for (let n = 0; n < expected; ) {
  n = (await client.get(`/v1/surveys/${survey}/themes`)).body.n
  await pause(500)
}
const read = (performance.now() - start) / 1000
waits.sort((a, b) => a - b)
const at = (share: number) => waits[Math.floor(share * (waits.length - 1))]!.toFixed(1)
console.log(said.trim().split('\n').at(-1))
console.log(
  `imported in ${imported.toFixed(0)} s (at most 180 for a million), themes read after ${read.toFixed(0)} s`,
)
console.log(`${waits.length} saves meanwhile: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (at most 50)`)
console.log(
  `importer ${importerMost.toFixed(0)} MB (at most 200), server ${most(server.child.pid)?.toFixed(0)} MB (at most 450)`,
)
await server.end('SIGTERM')
rmSync(file.folder, { recursive: true, force: true })
