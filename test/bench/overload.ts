/**
 * Overload: 1,000 connections that all save at once, and then more of them than answers may wait, so that
 * some have to be refused, who ask again at once. Every one gets an answer, stored or refused with 503, and none waits long.
 * Ends with 1 when a budget is missed. `node test/bench/overload.ts [seconds] [connections] [too many]`
 */
import { rmSync } from 'node:fs'
import { newFile, startServer } from '../support/server.ts'
import { load } from './load.ts'

const [seconds = 10, many = 1000, tooMany = 3000] = process.argv.slice(2).map(Number)
/** Milliseconds, of 99 in 100. */
const [longest, longestRefusing] = [500, 1000]

const file = newFile()
const server = await startServer(file.variables)
await load(server.url, { seconds: 2 })

/** Whether all were answered in time, as they may be. */
async function holds(connections: number, longest: number): Promise<boolean> {
  const { p50, p99, statuses, broken, perSecond } = await load(server.url, { seconds, connections })
  console.log(
    `${connections} connections: ${Math.round(perSecond)} saves/s, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (at most ${longest}), ${broken} broken, answers ${JSON.stringify(statuses)}`,
  )
  const { 201: stored, 503: refused = 0, ...others } = statuses
  const isRefusing = connections < tooMany || refused > 0
  return Boolean(stored) && isRefusing && Object.keys(others).length === 0 && p99 <= longest && broken === 0
}

const held = [await holds(many, longest), await holds(tooMany, longestRefusing)]
await server.end('SIGTERM')
rmSync(file.folder, { recursive: true, force: true })
process.exitCode = held.every(Boolean) ? 0 : 1
