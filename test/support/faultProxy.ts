import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Collector } from './collector.ts'

/**
 * What may befall a save on its way: `slow` arrives late; `error` is answered by a failing server and
 * `reset` by none, neither arriving; `lost` arrives, but nobody hears that it did; `late` does, much later.
 */
export const faults = ['none', 'slow', 'error', 'reset', 'lost', 'late'] as const
export type Fault = (typeof faults)[number]

/** A network before the collector, that fails as it is told. */
export interface FaultProxy {
  /** The collector's address for one party, with faults of its own. */
  addressFor(party: string): string
  /** From now on, what this party saves meets this; what is under way meets what it met. */
  meet(party: string, fault: Fault): void
  /** How many saves met something. */
  readonly met: number
  close(): Promise<void>
}

/** Stands before a collector on a port of its own; `/{party}/…` is passed on as `/…`. */
export async function openFaultProxy(collector: Collector): Promise<FaultProxy> {
  const meeting = new Map<string, Fault>()
  let met = 0

  const server = createServer(async (incoming, outgoing) => {
    const [, party = '', path = '/'] = incoming.url?.match(/^\/([^/]+)(\/.*)$/) ?? []
    const fault = (incoming.method === 'POST' && meeting.get(party)) || 'none'
    if (fault !== 'none') met += 1
    if (fault === 'reset') return incoming.socket.destroy()
    if (fault === 'error') return fail(incoming, outgoing)
    if (fault === 'slow') await pause(150 + 450 * Math.random())
    const answer = await passOn(incoming, collector.url + path)
    if (!answer || fault === 'lost') return outgoing.destroy()
    if (fault === 'late') await pause(800)
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    addressFor: (party) => `${url}/${party}`,
    meet: (party, fault) => void meeting.set(party, fault),
    get met() {
      return met
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** As a server in trouble answers: any of its ways, readable by the page or not. */
function fail(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const statuses = [500, 502, 503, 429]
  const status = statuses[Math.floor(Math.random() * statuses.length)]!
  const origin = Math.random() < 0.5 ? { 'access-control-allow-origin': incoming.headers.origin ?? '*' } : {}
  incoming.resume()
  incoming.on('end', () => outgoing.writeHead(status, { ...origin, 'retry-after': '1' }).end())
}

/** Sends what came in to another address, whole, and gives the answer; `null` when there is none. */
function passOn(incoming: IncomingMessage, address: string): Promise<IncomingMessage | null> {
  return new Promise((resolve) => {
    const { method, headers } = incoming
    const passed = request(address, { method, headers }, resolve)
    passed.on('error', () => resolve(null))
    incoming.on('aborted', () => resolve(null))
    incoming.pipe(passed)
  })
}
