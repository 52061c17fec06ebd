import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clientOf, newResponse } from '../support/client.ts'
import { readIndependently } from '../support/reader.ts'
import { saverAt } from '../support/saver.ts'
import { newFile, startServer } from '../support/server.ts'
import { compileDisk } from './disk.ts'

const library = compileDisk()

it.skipIf(library === null)(
  'answers 503 with Retry-After while the disk is full, and goes on by itself when it is not',
  async () => {
    const file = newFile()
    const full = join(file.folder, 'full')
    const server = await startServer({
      ...file.variables,
      LD_PRELOAD: library!,
      DISK_FOLDER: file.path,
      DISK_FULL: full,
    })
    const client = clientOf(server)
    const save = () => client.publicly('/v1/public/responses', newResponse('demo'))
    const saver = saverAt(() => server.url)
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 20; i += 1) expect(await saver.once()).toBe(true)
      writeFileSync(full, '')
      for (let i = 0; i < 5; i += 1) {
        const { status, body, headers } = await save()
        expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'unavailable', '2'])
      }
      expect((await client.get('/v1/surveys/demo/report')).body.n).toBe(20 * (round + 1))
      rmSync(full)
    }
    expect(await saver.once()).toBe(true)
    await server.end('SIGKILL')
    const { ids, integrity, miscounted } = readIndependently(file.path)
    expect([...ids].sort()).toEqual([...saver.told].sort())
    expect({ integrity, miscounted }).toEqual({ integrity: 'ok', miscounted: 0 })
    rmSync(file.folder, { recursive: true })
  },
  120_000,
)
