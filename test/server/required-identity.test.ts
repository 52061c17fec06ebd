import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, newResponse } from '../support/client.ts'
import type { Collector } from '../support/collector.ts'
import { decide, saveAll, startDeciding } from '../support/deciding.ts'
import { signatureOf } from '../support/signature.ts'

let collector: Collector
let client: Client
let newSurvey: (given?: object) => Promise<string>
beforeAll(async () => {
  ;({ collector, client, newSurvey } = await startDeciding())
})
afterAll(() => collector?.close())

describe('a survey that requires an identity', () => {
  const signedBy = async (id: string) => ({ id, signature: await signatureOf(client, id) })

  it('holds unsigned answers as such, which count nowhere until one call lets them', async () => {
    const survey = await newSurvey({ identity: 'required', rules: { quota: 2 } })
    const origin = 'https://a.example'
    const unsigned = [
      {},
      { respondent: { id: 'ann' } },
      { respondent: { id: 'ann', signature: 'f'.repeat(64) } },
    ]
    await saveAll(
      client,
      unsigned.map((given) => newResponse(survey, { rating: 0, ...given })),
      origin,
    )
    await saveAll(client, [newResponse(survey, { rating: 10, respondent: await signedBy('ann') })], origin)
    const { body } = await client.get(`/v1/surveys/${survey}/report`)
    expect(body).toMatchObject({ n: 1, leftOut: { held: 3, heldFor: [{ reason: 'unsigned', count: 3 }] } })

    // The quota has one place left, and three unsigned answers did not take it.
    await saveAll(client, [newResponse(survey, { rating: 9, respondent: await signedBy('bob') })], origin)
    const released = await decide(client, survey, 'release', { reason: 'unsigned' })
    expect(released).toMatchObject({ changed: 3, after: { n: 5 } })
    expect(await decide(client, survey, 'restore', { reason: 'unsigned' })).toMatchObject({
      changed: 3,
      after: { n: 2 },
    })
  })

  it('can be changed any time, and holds from then on', async () => {
    const survey = await newSurvey()
    await saveAll(client, [newResponse(survey)], 'https://a.example')
    await client.patch(`/v1/surveys/${survey}`, { identity: 'required' })
    await saveAll(client, [newResponse(survey)], 'https://a.example')
    expect((await client.get(`/v1/surveys/${survey}`)).body.identity).toBe('required')
    expect((await client.get(`/v1/surveys/${survey}/report`)).body).toMatchObject({
      n: 1,
      leftOut: { held: 1 },
    })
  })

  it('reports and lists signed answers apart from the others', async () => {
    const survey = await newSurvey()
    const origin = 'https://a.example'
    const properties = { plan: 'pro' }
    for (const [rating, id] of [
      [10, 'ann'],
      [9, 'bob'],
      [2, 'bob'],
    ] as const)
      await saveAll(
        client,
        [newResponse(survey, { rating, respondent: await signedBy(id), properties })],
        origin,
      )
    const strangers = Array.from({ length: 20 }, () =>
      newResponse(survey, { rating: 0, respondent: { id: 'ann' }, properties }),
    )
    await saveAll(client, strangers, origin)
    const report = async (query: string) => {
      const { body } = await client.get(`/v1/surveys/${survey}/report?${query}`)
      return [body.n, body.leftOut.superseded, body.segments[0].values[0].n]
    }
    expect(await report('verified=true')).toEqual([3, 0, 3])
    expect(await report('verified=true&count=latest')).toEqual([2, 1, 2])
    expect(await report('verified=false&count=latest')).toEqual([1, 19, 1])
    expect(await report('')).toEqual([23, 0, 23])
    const listed = (await client.get(`/v1/surveys/${survey}/responses?verified=true`)).body.items
    expect(listed.map(({ rating }: { rating: number }) => rating)).toEqual([2, 9, 10])
    const csv = await client.get(`/v1/surveys/${survey}/report?verified=true`, { accept: 'text/csv' })
    expect(csv.body.split('\n')[1]).toMatch(/,3,/)
    expect((await client.get(`/v1/surveys/${survey}/report?verified=yes`)).status).toBe(422)
  })
})
