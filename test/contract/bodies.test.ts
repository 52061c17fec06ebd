import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { document } from '../support/document.ts'
import { addressOf, type Call, callsOf, takesJson } from './calls.ts'
import { hostileBodies, isJson, jsonTestSuite } from './hostile.ts'
import { judgeBy } from './judge.ts'
import { idsFor } from './samples.ts'

const judge = judgeBy(document)
let collector: Collector
beforeAll(async () => {
  collector = await startCollector()
})
afterAll(() => collector.close())

/** Sends a body to a call, under ids that exist. */
async function sendBody(call: Call, ids: Record<string, string | undefined>, body: string | Uint8Array) {
  return send(`${collector.url}${addressOf(call, (name) => ids[name] ?? 'demo')}`, {
    method: call.method,
    headers: {
      'content-type': call.bodies[0]!.type,
      ...(!call.isOpen && { authorization: `Bearer ${collector.key}` }),
    },
    body: body as BodyInit,
  })
}

const calls = callsOf(document).filter(({ bodies }) => bodies.length > 0)

describe.each(calls)('$name', (call) => {
  it('answers JSONTestSuite as specified, and never with a failure of ours', async () => {
    const ids = await idsFor(call.path, clientOf(collector))
    const wrong: string[] = []
    for (const { name, input, expected } of jsonTestSuite) {
      const answer = await sendBody(call, ids, input)
      const fault = judge(call, answer)
      if (fault) wrong.push(`${name}: ${fault}`)
      if (!takesJson(call)) continue
      if (expected === 'n' && ![400, 413].includes(answer.status))
        wrong.push(`${name}: ${answer.status} for what is not JSON`)
      if (expected === 'y' && answer.status === 400) wrong.push(`${name}: 400 for JSON`)
    }
    expect(wrong).toEqual([])
  })

  it('answers our own hostile bodies with a refusal that says why, or as if nothing were odd', async () => {
    const ids = await idsFor(call.path, clientOf(collector))
    const wrong: string[] = []
    for (const [name, body] of Object.entries(hostileBodies)) {
      const answer = await sendBody(call, ids, body)
      const fault = judge(call, answer)
      if (fault) wrong.push(`${name}: ${fault}`)
      const isText = typeof body === 'string'
      if (
        takesJson(call) &&
        isText &&
        !isJson(body) &&
        ![400, 413].includes(answer.status) &&
        !body.startsWith('\ufeff')
      )
        wrong.push(`${name}: ${answer.status} for what is not JSON`)
    }
    expect(wrong).toEqual([])
  })
})

it('is alive and unspoilt afterwards', async () => {
  expect((await send(`${collector.url}/readyz`)).status).toBe(200)
  expect(Object.hasOwn(Object.prototype, 'rating')).toBe(false)
})
