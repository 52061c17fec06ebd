/**
 * Overload: 1,000 connections that all save at once. Every one of them gets an answer, stored or
 * refused, and none waits long. Ends with 1 when a budget is missed.
 * `node test/bench/overload.ts [seconds] [connections]`
 */
import { rmSync } from 'node:fs'
import { newFile, startServer } from '../support/server.ts'
import { load } from './load.ts'

const [seconds = 10, connections = 1000] = process.argv.slice(2).map(Number)
const longest = 500

const file = newFile()
const server = await startServer(file.variables)
await load(server.url, 2)
const { p50, p99, statuses, broken, perSecond } = await load(server.url, seconds, connections)
await server.end('SIGTERM')
rmSync(file.folder, { recursive: true, force: true })
console.log(
  `${connections} connections: ${Math.round(perSecond)} saves/s, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (at most ${longest}), ${broken} broken, answers ${JSON.stringify(statuses)}`,
)
process.exitCode = p99 > longest || broken > 0 ? 1 : 0
