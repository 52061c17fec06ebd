import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { bundle } from '../support/bundle.ts'
import { readIndependently } from '../support/reader.ts'
import { saverAt } from '../support/saver.ts'
import { newFile, startServer } from '../support/server.ts'

const isLong = Boolean(process.env.SAYSO_LONG)
const intruders = isLong ? 100 : 40
const saves = isLong ? 1000 : 200
const program = await bundle('server/node.ts')

it(`refuses a second process ${intruders} times of ${intruders} (100 in the long form), the file intact`, async () => {
  const file = newFile()
  const server = await startServer(file.variables, program)
  const saver = saverAt(() => server.url)
  for (let i = 0; i < intruders; i += 1) {
    const [refused] = await Promise.allSettled([
      startServer(file.variables, program),
      saver.once(),
      saver.once(),
    ])
    expect(String((refused as PromiseRejectedResult).reason)).toMatch(
      /ended with 1: sayso: .+ is in use by another process: stop that one first/,
    )
  }
  await server.end('SIGKILL')
  const { ids, integrity, miscounted } = readIndependently(file.path)
  expect([...saver.told].sort()).toEqual([...ids].sort())
  expect(saver.told.size).toBe(2 * intruders)
  expect({ integrity, miscounted }).toEqual({ integrity: 'ok', miscounted: 0 })
  rmSync(file.folder, { recursive: true })
}, 1_200_000)

it(`acknowledges nothing it has not kept while another process tries to lock the file, ${saves} saves (1,000 in the long form)`, async () => {
  const file = newFile()
  await (await startServer(file.variables, program)).end('SIGTERM')
  const stranger = startStranger(file.path)
  expect(await stranger.says('holds')).toBe(true)
  await expect(startServer(file.variables, program)).rejects.toThrow('is in use by another process')
  stranger.goOn()
  expect(await stranger.says('lets go')).toBe(true)

  const server = await startServer(file.variables, program)
  stranger.goOn()
  const saver = saverAt(() => server.url)
  for (let i = 0; i < saves; i += 10) await Promise.all(Array.from({ length: 10 }, () => saver.once()))
  expect(await stranger.says('kept out')).toBe(true)
  await stranger.end()
  await server.end('SIGKILL')
  const { ids } = readIndependently(file.path)
  console.log(`foreign lock: ${saver.told.size} acknowledged, ${ids.size} stored`)
  expect(saver.told.size).toBe(saves)
  expect([...saver.told].filter((id) => !ids.has(id))).toEqual([])
  rmSync(file.folder, { recursive: true })
}, 1_200_000)

/** A process that locks the file; told to go on it lets go, told again it tries to lock it all the time. */
function startStranger(path: string) {
  const program = `
    const database = new (require('node:sqlite').DatabaseSync)(${JSON.stringify(path)})
    database.exec('BEGIN EXCLUSIVE')
    console.log('holds')
    const deeds = [
      () => { database.exec('COMMIT'); console.log('lets go') },
      () => setInterval(() => {
        try { database.exec('BEGIN IMMEDIATE; COMMIT') } catch { console.log('kept out') }
      }, 5),
    ]
    process.stdin.on('data', () => deeds.shift()())`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (data) => {
    said += data
  })
  return {
    async says(word: string) {
      while (!said.includes(word) && child.exitCode === null) await once(child.stdout, 'data')
      return said.includes(word)
    },
    goOn: () => child.stdin.write('\n'),
    async end() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
