import type { Browser, CDPSession } from 'playwright-core'
import type { Party } from './peers.ts'

/** What a survey costs its page, from when its first script is there until a person can answer. */
export interface Cost {
  readonly visible: number
  /** Time spent on compiling and running scripts as they arrive; 0 unless traced. */
  readonly evaluation: number
  /** What tasks took beyond 50 ms each. */
  readonly blocking: number
  /** Cumulative layout shift. */
  readonly shift: number
  /** Growth in kB, garbage collected before and after. */
  readonly heap: number
}

/** By loopback; by 1.6 Mbit/s and 150 ms; or by loopback with every script's evaluation noted. */
export type Line = 'fast' | 'slow' | 'traced'

declare global {
  interface Window {
    seen: { visible: number; blocking: number; shift: number }
  }
}

const slower = 4
const mbit = 1_000_000 / 8

/** Shows a party's survey once, on a page at rest in a browser without a cache. */
export async function costOf(browser: Browser, address: string, party: Party, line: Line): Promise<Cost> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 700 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await page.goto(address)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  if (line === 'slow') {
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 150, downloadThroughput: 1.6 * mbit, uploadThroughput: 0.75 * mbit },
    })
  }
  await page.waitForTimeout(300)
  const before = await heapOf(session)
  if (line === 'traced') await browser.startTracing(page, { categories: ['devtools.timeline', 'v8'] })
  await watch(session, party)
  await page.waitForTimeout(200)
  const evaluation = line === 'traced' ? evaluationIn(await browser.stopTracing()) : 0
  const seen = await page.evaluate(() => window.seen)
  const heap = ((await heapOf(session)) - before) / 1000
  await context.close()
  return { ...seen, evaluation, heap }
}

/**
 * Starts the party's script, until its survey is drawn, and notes when that is and what else happens. Not by
 * playwright's `evaluate`, which counts as a click of the person: surveys wait for those to be over.
 */
async function watch(session: CDPSession, { start, visible }: Party): Promise<void> {
  const expression = `new Promise((done) => {
    window.seen = { visible: 0, blocking: 0, shift: 0 }
    const observe = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type })
    observe('longtask', (task) => { seen.blocking += task.duration - 50 })
    observe('layout-shift', (shift) => { seen.shift += shift.value })
    const began = performance.now()
    const look = () => {
      const element = ${visible}
      if (!(element?.getBoundingClientRect().width > 0)) return requestAnimationFrame(look)
      const [script] = performance.getEntriesByType('resource').filter(({ initiatorType, startTime }) => initiatorType === 'script' && startTime >= began)
      seen.visible = performance.now() - (script?.responseEnd ?? began)
      done()
    }
    requestAnimationFrame(look)
    ${start}
  })`
  const { exceptionDetails } = await session.send('Runtime.evaluate', { expression, awaitPromise: true })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

interface TraceEvent {
  readonly name: string
  readonly dur?: number
}

/** Milliseconds of compiling and evaluating in a trace. */
function evaluationIn(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const evaluating = ['EvaluateScript', 'v8.compile', 'v8.compileModule', 'v8.evaluateModule']
  const spent = traceEvents.filter(({ name }) => evaluating.includes(name)).map(({ dur = 0 }) => dur)
  return spent.reduce((sum, each) => sum + each, 0) / 1000
}
