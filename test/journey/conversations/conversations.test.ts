import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FaultProxy, openFaultProxy } from '../../support/faultProxy.ts'
import { fc, seed } from '../../support/seeded.ts'
import { browser, collector, site } from '../opened.ts'
import { conversation } from './steps.ts'
import { converse } from './world.ts'

/** Conversations at a time, each in a browser context of its own. */
const rows = 4
const runs = Number(process.env.SAYSO_CONVERSATIONS ?? (process.env.SAYSO_LONG ? 1000 : 40))

let proxy: FaultProxy
let element: string
beforeAll(async () => {
  proxy = await openFaultProxy(collector)
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      lib: { entry: 'widget/element.ts', formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput[]
  element = built[0]!.output[0].code
})
afterAll(() => proxy?.close())

test(`${runs} random conversations leave one response an answered view, with what was said last`, async () => {
  const stage = { browser, collector, site, proxy, element }
  const began = Date.now()
  let over = 0
  const row = (_: unknown, number: number) =>
    fc.assert(
      fc.asyncProperty(conversation, async (drawn) => {
        await converse(stage, drawn)
        over += 1
        if (over % 100 === 0) console.log(`${over} conversations over`)
      }),
      { numRuns: Math.ceil(runs / rows), seed: seed + number, endOnFailure: !!process.env.SAYSO_SEED },
    )
  await Promise.all(Array.from({ length: rows }, row))
  console.log(
    `${runs} conversations, seed ${seed}: ${proxy.met} saves met a fault, ${Math.round((Date.now() - began) / 1000)} s`,
  )
  expect(proxy.met).toBeGreaterThan(0)
}, 7_200_000)
