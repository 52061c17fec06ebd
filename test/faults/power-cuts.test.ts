import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { load } from '../bench/load.ts'
import { seededRandom } from '../bench/random.ts'
import { readIndependently } from '../support/reader.ts'
import { startServer } from '../support/server.ts'
import { acknowledged, compileDisk, newDisk, readDeeds } from './disk.ts'

const cuts = process.env.SAYSO_LONG ? 250 : 20
const library = compileDisk()

it.skipIf(library === null)(
  `loses nothing acknowledged in ${cuts} power cuts`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sayso-cuts-'))
    const [files, log] = [join(folder, 'files'), join(folder, 'log')]
    const server = await startServer({
      LD_PRELOAD: library!,
      DISK_FOLDER: files,
      DISK_LOG: log,
      DATABASE_URL: `file:${join(files, 'sayso.db')}`,
    })
    await load(server.url, { seconds: process.env.SAYSO_LONG ? 10 : 2, connections: 16 })
    await server.end()

    const deeds = readDeeds(log)
    const random = seededRandom(7)
    const points = Array.from({ length: cuts }, () => Math.floor(random() * deeds.length)).sort(
      (a, b) => a - b,
    )
    const disk = newDisk()
    const told: string[] = []
    let place = 0
    for (const [i, point] of points.entries()) {
      for (; place < point; place += 1) {
        disk.tell(deeds[place]!)
        told.push(...acknowledged(deeds[place]!))
      }
      const left = join(folder, `cut-${i}`)
      disk.leave(left, [0, 0.5, 1][i % 3]!, random)
      const { ids, integrity, miscounted } = readIndependently(join(left, 'sayso.db'))
      expect(told.filter((id) => !ids.has(id))).toEqual([])
      expect({ integrity, miscounted }).toEqual({ integrity: 'ok', miscounted: 0 })
      rmSync(left, { recursive: true })
    }
    expect(told.length).toBeGreaterThan(cuts)
    console.log(`power cuts: 0 of ${told.length} acknowledged answers lost in ${cuts} cuts`)
    rmSync(folder, { recursive: true })
  },
  600_000,
)
