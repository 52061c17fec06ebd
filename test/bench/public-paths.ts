/**
 * What every public path costs with a body or query of the greatest allowed size: milliseconds of the event loop, in
 * the middle of several tries, and what `/healthz` takes beside ten senders of each kind. Ends with 1 above 20 and
 * 100 ms: `node test/bench/public-paths.ts`
 */
import { performance } from 'node:perf_hooks'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { startCollector } from '../support/collector.ts'
import { type Asked, ask, publicRequests } from '../support/greatest.ts'

const tries = 7
const [longestTurn, longestWait] = [20, 100]
const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** What a thread is told: to send a request once, by ten senders, or one at a time with the times it took. */
interface Task {
  readonly url: string
  readonly asked: Asked
  readonly by: 'once' | 'ten' | 'one'
  readonly milliseconds?: number
}

async function work({ url, asked, by, milliseconds = 0 }: Task): Promise<number[]> {
  if (by === 'once') return [await ask(url, asked)]
  const ends = performance.now() + milliseconds
  const times: number[] = []
  const send = async () => {
    while (performance.now() < ends) {
      const begun = performance.now()
      await ask(url, asked)
      times.push(performance.now() - begun)
      if (by === 'one') await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  await Promise.all(Array.from({ length: by === 'ten' ? 10 : 1 }, send))
  return times
}

/** The requests are sent by another thread, so that the loop that is measured is the server's alone. */
async function main(): Promise<void> {
  const [sender, health] = [0, 1].map(() => new Worker(new URL(import.meta.url), { workerData: 'sender' }))
  const run = (worker: Worker, task: Task) =>
    new Promise<number[]>((resolve) => {
      worker.once('message', resolve)
      worker.postMessage(task)
    })
  const collector = await startCollector({ LOG: 'none', METRICS_KEY: 'metrics-key-of-some-length' })
  const { url } = collector
  const rows = new Map<string, { requests: number; 'loop ms': number; 'healthz ms': number }>()
  for (const asked of await publicRequests(collector)) {
    const times: number[] = []
    for (let i = 0; i < tries; i += 1) {
      const before = performance.eventLoopUtilization()
      await run(sender!, { url, asked, by: 'once' })
      times.push(performance.eventLoopUtilization(before).active)
    }
    const [waits] = await Promise.all([
      run(health!, { url, asked: { path: '/healthz' }, by: 'one', milliseconds: 200 }),
      run(sender!, { url, asked, by: 'ten', milliseconds: 200 }),
    ])
    const path = asked.path.split('?')[0]!.replace(/^(\/[a-z]\/)[\w-]{20,}.*/, '$1{token}')
    const name = `${asked.method ?? 'GET'} ${path}`
    const known = rows.get(name) ?? { requests: 0, 'loop ms': 0, 'healthz ms': 0 }
    rows.set(name, {
      requests: known.requests + 1,
      'loop ms': Math.max(known['loop ms'], Number(middle(times).toFixed(1))),
      'healthz ms': Math.max(known['healthz ms'], Number(middle(waits).toFixed(1))),
    })
  }
  await Promise.all([sender!.terminate(), health!.terminate()])
  await collector.close()
  console.table(Object.fromEntries(rows))
  const all = [...rows.values()]
  const worst = Math.max(...all.map((row) => row['loop ms']))
  const waited = Math.max(...all.map((row) => row['healthz ms']))
  console.log(
    `${worst} ms of event loop (at most ${longestTurn}), /healthz ${waited} ms beside ten (at most ${longestWait})`,
  )
  process.exitCode = worst < longestTurn && waited < longestWait ? 0 : 1
}

if (isMainThread) await main()
else if (workerData === 'sender')
  parentPort!.on('message', async (task: Task) => parentPort!.postMessage(await work(task)))
