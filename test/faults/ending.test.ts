import { existsSync, rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { grouped } from '../../server/responses/group-commit.ts'
import { bundle } from '../support/bundle.ts'
import { readIndependently } from '../support/reader.ts'
import { saverAt } from '../support/saver.ts'
import { newFile, startServer } from '../support/server.ts'

const program = await bundle('server/node.ts')

it('told to end under load it answers what has begun, keeps it, and leaves the file whole', async () => {
  const file = newFile()
  const server = await startServer(file.variables, program)
  const saver = saverAt(() => server.url)
  let isOver = false
  const saving = Array.from({ length: 16 }, async () => {
    while (!isOver) await saver.once()
  })
  while (saver.told.size < 100) await new Promise((resolve) => setTimeout(resolve, 5))
  await server.end('SIGTERM')
  isOver = true
  await Promise.all(saving)
  const { ids, integrity, miscounted } = readIndependently(file.path)
  expect(server.child.exitCode).toBe(0)
  expect([...saver.statuses.keys()].filter((status) => status !== 201 && status !== 503)).toEqual([])
  expect([...saver.told].filter((id) => !ids.has(id))).toEqual([])
  expect({ integrity, miscounted }).toEqual({ integrity: 'ok', miscounted: 0 })
  expect(existsSync(`${file.path}-wal`)).toBe(false)
  rmSync(file.folder, { recursive: true })
}, 60_000)

it('told to end the moment it says where it is, it lets the file go', async () => {
  const file = newFile()
  for (let round = 0; round < 5; round += 1) {
    const server = await startServer(file.variables, program)
    await server.end('SIGTERM')
    expect({ code: server.child.exitCode, log: existsSync(`${file.path}-wal`) }).toEqual({
      code: 0,
      log: false,
    })
  }
  rmSync(file.folder, { recursive: true })
}, 60_000)

it('more than may wait are refused at once, and there is room again afterwards', async () => {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const saveAll = async (items: readonly number[]) => {
    await held
    return [...items]
  }
  const { save, hasRoom } = grouped(saveAll, {
    maxGroup: 10,
    maxConcurrent: 2,
    maxWaiting: 50,
    timeout: 60_000,
  })
  const saves = Array.from({ length: 60 }, (_, item) => save(item).catch(({ code }) => code))
  expect(await Promise.all(saves.slice(50))).toEqual(Array(10).fill('busy'))
  expect(hasRoom()).toBe(false)
  letGo()
  expect(await Promise.all(saves.slice(0, 50))).toEqual(Array.from({ length: 50 }, (_, item) => item))
  expect(hasRoom()).toBe(true)
})

it('what cannot be saved does not take the others of its group with it', async () => {
  const saveAll = async (items: readonly string[]) => {
    if (items.includes('bad')) throw new TypeError('bad')
    return [...items]
  }
  const { save } = grouped(saveAll, { maxGroup: 10, maxConcurrent: 1, maxWaiting: 50, timeout: 60_000 })
  const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map(save))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

it('an answer comes although the database never does', async () => {
  const { save } = grouped(() => new Promise<never>(() => {}), {
    maxGroup: 10,
    maxConcurrent: 1,
    maxWaiting: 50,
    timeout: 20,
  })
  await expect(save(1)).rejects.toMatchObject({ code: 'unavailable' })
})
