import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, newResponse, send } from '../support/client.ts'
import type { Collector } from '../support/collector.ts'
import { saveAll, startDeciding } from '../support/deciding.ts'
import { signedInCookie } from '../support/reports.ts'

let collector: Collector
let client: Client
let newSurvey: (given?: object) => Promise<string>
beforeAll(async () => {
  ;({ collector, client, newSurvey } = await startDeciding())
})
afterAll(() => collector?.close())

describe('decisions in the list of answers', () => {
  it('tell what they do to the score of all that is filtered, do it, and undo it', async () => {
    const survey = await newSurvey()
    const answers = [10, 10, 9, 0, 0].map((rating) =>
      newResponse(survey, { rating, comment: `I say ${rating}` }),
    )
    await saveAll(client, answers, 'https://a.example')
    const cookie = await signedInCookie(collector)
    const path = `${collector.url}/console/answers?survey=${survey}`
    const show = async (query: string) =>
      (await send(`${path}${query}`, { headers: { cookie } })).body as string
    const plain = (body: string) => body.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ')
    const post = (query: string, form: Record<string, string>) =>
      fetch(`${path}${query}`, {
        method: 'POST',
        headers: { cookie, origin: collector.url },
        body: new URLSearchParams(form),
        redirect: 'manual',
      })
    const chosen = '&band=negative&text=say'
    expect(plain(await show(`${chosen}&together=true`))).toContain(
      '2 answers. Without them the score goes from 20 (n = 5) to 100 (n = 3). 2 would change.',
    )
    const report = async () => (await client.get(`/v1/surveys/${survey}/report`)).body.n
    expect(await report()).toBe(5)
    expect((await post(chosen, { all: 'true', deed: 'hold' })).status).toBe(303)
    expect(await report()).toBe(3)
    const held = plain(await show('&state=held'))
    expect(held).toContain('2 answers: held by you. Released, the score goes from 100 (n = 3) to 20 (n = 5).')
    expect(held.match(/Not a person/g)).toHaveLength(2)
    // One of them by itself, and the other by why it is held.
    const [first] = (await client.get(`/v1/surveys/${survey}/responses?state=held`)).body.items
    await post('&state=held', { survey, id: first.id, deed: 'drop' })
    await post('&state=held', { reason: 'owner', deed: 'release' })
    expect(plain(await show('&state=held'))).toContain(
      'Decided before:1 dropped: held by you1 released: held by you',
    )
    expect(await report()).toBe(4)
    await post('&state=dropped', { all: 'true', deed: 'restore' })
    expect(await report()).toBe(5)
    await post(chosen, { all: 'true', deed: 'delete' })
    expect(await report()).toBe(3)
    expect((await client.get(`/v1/surveys/${survey}/responses`)).body.items).toHaveLength(3)
    for (const form of [{ deed: 'hold' }, { all: 'true' }, { all: 'true', deed: 'burn' }])
      expect((await post('', form as never)).status).toBe(422)
  })

  it('stand where the page of held answers was', async () => {
    const cookie = await signedInCookie(collector)
    const ask = (query: string) =>
      fetch(`${collector.url}/console/surveys/demo/held${query}`, { headers: { cookie }, redirect: 'manual' })
    const placeOf = async (query: string) => (await ask(query)).headers.get('location')
    expect(await placeOf('')).toBe('/console/answers?survey=demo&state=held')
    expect(await placeOf('?band=negative')).toBe('/console/answers?survey=demo&band=negative&together=true')
  })
})
