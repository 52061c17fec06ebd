import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What can go wrong between a server and its database. */
export const faults = [
  'late',
  'dropped before commit',
  'dropped after commit',
  'reset half way',
  'answered 5xx',
  'cut short',
  'out of order',
] as const
export type Fault = (typeof faults)[number]

/** A libSQL server over HTTP that does what is asked of it, but not always well. */
export interface Unreliable {
  readonly url: string
  /** What goes wrong from now on, with every second call; `null` is nothing. */
  fault: Fault | null
  /** Milliseconds that each call takes longer. */
  delay: number
  /** Rows written so far, as the server counts them. */
  rows: number
  /** Calls so far. */
  calls: number
  /**
   * What the work comes to, and after how many turns of calls: those that wait for nothing but each other's way are one
   * turn. Each is held until no more come, and then all go on together.
   */
  inTurns<Result>(work: () => Promise<Result>): Promise<{ result: Result; turns: number }>
  close(): Promise<void>
}

/** Milliseconds without another call after which those held are one turn. */
const quiet = 150

/** Holds calls until no more come. */
function turnstile() {
  let held: (() => void)[] = []
  let timer: NodeJS.Timeout
  const gate = {
    turns: 0,
    pass: () =>
      new Promise<void>((resolve) => {
        held.push(resolve)
        clearTimeout(timer)
        timer = setTimeout(() => {
          gate.turns += 1
          for (const go of held) go()
          held = []
        }, quiet)
      }),
  }
  return gate
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Stands in front of a real libSQL server. */
export async function standBefore(databaseUrl: string): Promise<Unreliable> {
  let gate: ReturnType<typeof turnstile> | null = null
  const unreliable: Unreliable = {
    url: '',
    fault: null,
    delay: 0,
    rows: 0,
    calls: 0,
    async inTurns(work) {
      const counting = turnstile()
      gate = counting
      const result = await work()
      gate = null
      return { result, turns: counting.turns }
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    unreliable.calls += 1
    const body = Buffer.concat(await request.toArray())
    await gate?.pass()
    if (unreliable.delay > 0) await pause(unreliable.delay)
    const fault = unreliable.calls % 2 === 0 ? unreliable.fault : null
    if (fault === 'dropped before commit') return void request.socket.destroy()
    if (fault === 'answered 5xx') return void response.writeHead(502).end('bad gateway')
    const answer = await fetch(`${databaseUrl}${request.url}`, {
      method: request.method!,
      headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
      ...(body.length > 0 && { body }),
    })
    const text = Buffer.from(await answer.arrayBuffer())
    for (const [, rows] of text.toString().matchAll(/"rows_written":(\d+)/g)) unreliable.rows += Number(rows)
    if (fault === 'dropped after commit') return void request.socket.destroy()
    if (fault === 'late') await pause(4000)
    if (fault === 'out of order') await pause(200 * Math.random())
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    if (fault === 'reset half way') {
      response.write(text.subarray(0, text.length / 2))
      await pause(5)
      return void request.socket.resetAndDestroy()
    }
    response.end(fault === 'cut short' ? text.subarray(0, text.length - 20) : text)
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => request.socket.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(unreliable, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}
