import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What came of a load: times in milliseconds, answers by status, connections that broke. */
export interface Load {
  readonly perSecond: number
  /** Seconds. */
  readonly took: number
  readonly p50: number
  readonly p99: number
  readonly longest: number
  readonly created: number
  readonly refused: number
  readonly broken: number
  readonly statuses: Readonly<Record<string, number>>
}

/** What to ask, for how long or how often at most, and how many at a time. */
interface Asking {
  readonly seconds?: number
  readonly most?: number
  readonly connections?: number
  readonly kind?: 'save' | 'hello'
}

/** Asks a server from a process of its own, so that it does not take turns with anything here. */
export function load(url: string, asking: Asking): Promise<Load> {
  const { seconds = Infinity, most = Infinity, connections = 64, kind = 'save' } = asking
  const program = fileURLToPath(new URL('saving.ts', import.meta.url))
  const child = spawn(process.execPath, [program, url, `${seconds}`, `${connections}`, `${most}`, kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (data) => {
    out += data
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`the load ended with ${code}`)),
    )
  })
}
