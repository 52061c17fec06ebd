import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { bundle } from '../support/bundle.ts'
import { readIndependently } from '../support/reader.ts'
import { saverAt } from '../support/saver.ts'
import { newFile, type Server, startServer } from '../support/server.ts'

const isLong = Boolean(process.env.SAYSO_LONG)
const rounds = isLong ? 1000 : 100
const retries = isLong ? { kills: 150, saves: 12_000 } : { kills: 30, saves: 2400 }
const program = await bundle('server/node.ts')

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

it(`loses nothing acknowledged when killed, ${rounds} times (1,000 in the long form)`, async () => {
  const file = newFile()
  let server: Server
  const saver = saverAt(() => server.url)
  for (let round = 0; round < rounds; round += 1) {
    server = await startServer(file.variables, program)
    let isOver = false
    const saving = Array.from({ length: 8 }, async () => {
      while (!isOver) await saver.once()
    })
    const enough = saver.told.size + 1 + Math.random() * 100
    while (saver.told.size < enough) await pause(1)
    await server.end('SIGKILL')
    isOver = true
    await Promise.all(saving)
  }
  const { ids, integrity, miscounted } = readIndependently(file.path)
  console.log(`kill -9: ${saver.told.size} acknowledged in ${rounds} rounds`)
  expect(saver.told.size).toBeGreaterThanOrEqual(rounds)
  expect([...saver.told].filter((id) => !ids.has(id))).toEqual([])
  expect({ integrity, miscounted }).toEqual({ integrity: 'ok', miscounted: 0 })
  rmSync(file.folder, { recursive: true })
}, 7_200_000)

it(`stores every answer once under retries and ${retries.kills} kills (150 in the long form)`, async () => {
  const file = newFile()
  let server = await startServer(file.variables, program)
  const saver = saverAt(() => server.url)
  let left = retries.saves
  const saving = Array.from({ length: 8 }, async () => {
    while (left > 0) {
      left -= 1
      await saver.untilStored()
    }
  })
  for (let kill = 1; kill <= retries.kills; kill += 1) {
    const share = 1 - kill / (retries.kills + 1)
    while (left > retries.saves * share) await pause(2)
    await server.end('SIGKILL')
    server = await startServer(file.variables, program)
  }
  await Promise.all(saving)
  await server.end('SIGKILL')
  const { ids, rows, integrity, miscounted } = readIndependently(file.path)
  console.log(`retries: ${rows} rows of ${saver.told.size} answers after ${retries.kills} kills`)
  expect({ told: saver.told.size, ids: ids.size, rows }).toEqual({
    told: retries.saves,
    ids: retries.saves,
    rows: retries.saves,
  })
  expect({ integrity, miscounted }).toEqual({ integrity: 'ok', miscounted: 0 })
  rmSync(file.folder, { recursive: true })
}, 7_200_000)
