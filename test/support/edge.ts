import { readFile } from 'node:fs/promises'
import { vi } from 'vitest'
import type { Message } from '../../server/responses/save-queue.ts'
import type { Save } from '../../server/storage/responses.ts'
import { adminKey } from './collector.ts'

/** A Worker's isolate in this process: its real code, with stand-ins for what the platform binds. */
export interface Edge {
  ask(
    path: string,
    init?: RequestInit,
    // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
  ): Promise<{ status: number; headers: Headers; text: string; body: any }>
  /** The clock's tick; rejects when it failed, as the platform would show. */
  tick(): Promise<void>
  /** Delivers what waits in the queue, or the batch given, and resolves to the delays of what is retried. */
  deliver(given?: { queue?: string; saves?: Save[]; attempts?: number }): Promise<number[]>
  readonly queued: Save[]
  readonly flags: Map<string, string>
  /** Lines of the log as JSON, since the beginning. */
  lines(): Record<string, unknown>[]
}

/** What is bound outlives an isolate. */
export interface Platform {
  readonly queued: Save[]
  readonly flags: Map<string, string>
  /** Built files that are not as they were built, by path. */
  readonly files?: ReadonlyMap<string, string>
}

/** A new isolate of the Worker, with nothing in memory. `burst` is with the queue. */
export async function newIsolate(
  variables: Readonly<Record<string, string | undefined>>,
  burst = false,
  { queued, flags, files }: Platform = { queued: [], flags: new Map() },
): Promise<Edge> {
  vi.resetModules()
  const { default: worker } = await import('../../server/worker.ts')
  const env = {
    SAYSO_ADMIN_KEY: adminKey,
    ...variables,
    ASSETS: {
      async fetch(address: string) {
        const given = files?.get(new URL(address).pathname)
        return given === undefined ? readBuilt(address) : new Response(given)
      },
    },
    ...(burst && {
      SAVES: { send: async (save: Save) => void queued.push(save) },
      FLAGS: {
        get: async (key: string) => flags.get(key) ?? null,
        put: async (key: string, value: string) => void flags.set(key, value),
        delete: async (key: string) => void flags.delete(key),
      },
    }),
  }
  const printed: unknown[] = []
  for (const way of ['log', 'warn', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((line) => void printed.push(line))
  const later: Promise<unknown>[] = []
  const context = {
    waitUntil: (work: Promise<unknown>) => void later.push(work),
    passThroughOnException() {},
  }

  return {
    queued,
    flags,
    async ask(path, init) {
      const request = new Request(`https://sayso.example${path}`, init)
      const response = await worker.fetch(request, env, context as never)
      const text = await response.text()
      await Promise.all(later.splice(0))
      const isJson = response.headers.get('content-type')?.includes('json')
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: isJson ? JSON.parse(text) : null,
      }
    },
    tick: () => worker.scheduled(null, env as never),
    async deliver({ queue = 'sayso-saves', saves = queued.splice(0), attempts = 1 } = {}) {
      const delays: number[] = []
      const messages: Message[] = saves.map((body) => ({
        body,
        attempts,
        ack() {},
        retry: (options) => void delays.push(options?.delaySeconds ?? 0),
      }))
      await worker.queue({ queue, messages }, env as never)
      return delays
    },
    lines: () =>
      printed.flatMap((line) => (typeof line === 'string' && line.startsWith('{') ? [JSON.parse(line)] : [])),
  }
}

async function readBuilt(address: string): Promise<Response> {
  const path = new URL(`../../dist${new URL(address).pathname}`, import.meta.url)
  return readFile(path).then(
    (bytes) => new Response(new Uint8Array(bytes)),
    () => new Response(null, { status: 404 }),
  )
}

/** A request with the key of the environment. */
export const keyed = (key = adminKey): RequestInit => ({ headers: { authorization: `Bearer ${key}` } })

/** A request that saves. */
export const saving = (body: object): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})
