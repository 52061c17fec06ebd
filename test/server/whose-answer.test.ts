import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFile } from '../../server/storage/file.ts'
import { projectAnswer } from '../../server/storage/visit-log.ts'
import { type Client, clientOf, newResponse, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { fc } from '../support/seeded.ts'
import { hmac, jwt } from '../support/signature.ts'

const plainIdOf = (survey: string, invitation: string) =>
  createHash('sha256').update(`the answer to ${survey} ${invitation}`).digest('hex').slice(0, 32)

/** Opens an address and sends its form, as a browser without scripts does. */
async function answerOn(collector: Collector, address: string, rating: number, visit: string): Promise<void> {
  const page = `${(await send(address)).body}`
  const action = page.match(/action="([^"]+)"/)?.[1]?.replaceAll('&amp;', '&')
  if (!action) return
  const body = new URLSearchParams({ visit, rating: `${rating}` })
  await send(new URL(action, collector.url).href, { method: 'POST', body })
}

describe('an answer of before answers to links had names of their own', () => {
  it('is found and changed by its link, and its receipt leads to it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sayso-before-'))
    const DATABASE_URL = `file:${join(folder, 'sayso.db')}`
    await (await startCollector({ DATABASE_URL })).close()
    const plain = plainIdOf('demo', 'order-1')
    const database = await openFile(DATABASE_URL)
    const person = { respondentId: 'u1', respondentEmail: null, respondentName: null, properties: null }
    const kept = { surveyId: 'demo', responseId: plain, ...person, isVerified: true, verifiedFields: ['id'] }
    const answer = { rating: 3, said: {}, heldReason: null, answeredAt: 1 }
    await projectAnswer(database, { ...kept, channel: 'email', language: 'en' }, answer, 1, 1)
    await database.close()

    const collector = await startCollector({ DATABASE_URL })
    const client = clientOf(collector)
    const invited = { id: 'order-1', respondent: { id: 'u1' } }
    const { link, receipt } = (await client.post('/v1/surveys/demo/invitations', invited)).body
    expect((await send(receipt)).body).toMatch(/value="3" required checked/)
    await answerOn(collector, link, 9, 'a')
    await answerOn(collector, link, 10, 'b')
    const { items } = (await client.get('/v1/surveys/demo/responses')).body
    expect(items).toMatchObject([{ id: plain, rating: 10, respondent: { id: 'u1', verified: true } }])
    await collector.close()
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('whatever strangers do', () => {
  let collector: Collector
  /** Two workspaces in which the same people do the same; in one of them there are strangers, too. */
  let worlds: {
    client: Client
    key: string
    token: string
    address: string
    identity: string
    survey: string
  }[]
  beforeAll(async () => {
    collector = await startCollector()
    const operator = clientOf(collector)
    worlds = []
    for (const name of ['Quiet', 'Loud']) {
      const { key } = (await operator.post('/v1/workspaces', { name })).body
      const client = clientOf({ url: collector.url, key })
      const { tokenSecret, addressSecret, identitySecret } = (await client.get('/v1/workspace')).body
      const secrets = { token: tokenSecret, address: addressSecret, identity: identitySecret }
      worlds.push({ client, key, ...secrets, survey: '' })
    }
  })
  afterAll(() => collector?.close())
  type Scene = (typeof worlds)[number]

  const index = (most: number) => fc.integer({ min: 0, max: most })
  const rating = index(10)
  const person = index(2)
  const claims = (who: number) => ({ id: `p${who}`, email: `p${who}@example.com` })
  const tokenOf = (secret: string, who: number) =>
    jwt(secret, { ...claims(who), properties: { plan: `plan-${who}` }, aud: 'sayso-identity', exp: 4e9 })
  const signedQuery = (who: number, mailing: number) => `id=p${who}&mailing=m${mailing}`
  const saved = (survey: string, who: number, which: number, given: object) =>
    newResponse(survey, { id: `r-${survey}-${who}-${which}`, writeKey: `k-${who}-${which}`, ...given })

  /** What the people, and who has a key, do: each with their own authority. */
  const own = fc.oneof(
    fc
      .record({ who: person, which: index(1), revision: fc.integer({ min: 1, max: 4 }), rating })
      .map(({ who, which, revision, rating }) => ({ survey, token, client }: Scene) => {
        const respondent = { token: tokenOf(token, who) }
        const save = saved(survey, who, which, { revision, rating, respondent })
        return client.publicly('/v1/public/responses', save)
      }),
    fc
      .record({ who: person, event: fc.constantFrom('shown', 'dismissed') })
      .map(({ who, event }) => ({ survey, token, client }: Scene) => {
        const respondent = { token: tokenOf(token, who) }
        return client.publicly('/v1/public/views', { surveyId: survey, id: `v-${who}`, event, respondent })
      }),
    fc
      .record({ invitation: index(1), rating, visit: index(2) })
      .map(({ invitation, rating, visit }) => async ({ survey, client }: Scene) => {
        const invited = { id: `i${invitation}`, respondent: { id: `p${invitation}` } }
        const { link } = (await client.post(`/v1/surveys/${survey}/invitations`, invited)).body
        await answerOn(collector, link, rating, `visit-${visit}`)
      }),
    fc
      .record({ who: person, mailing: index(1), rating, visit: index(2) })
      .map(({ who, mailing, rating, visit }) => ({ survey, address }: Scene) => {
        const query = signedQuery(who, mailing)
        const signature = hmac(address, `/s/${survey}?${query}`)
        const signed = `${collector.url}/s/${survey}?${query}&signature=${signature}`
        return answerOn(collector, signed, rating, `visit-${visit}`)
      }),
    fc
      .record({ row: index(3), rating, who: person })
      .map(({ row, rating, who }) => ({ survey, key }: Scene) => {
        const answeredAt = '2026-01-01T00:00:00Z'
        return send(`${collector.url}/v1/surveys/${survey}/import`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
          body: JSON.stringify({ id: `row-${row}`, rating, respondent: claims(who), answeredAt }),
        })
      }),
  )

  /** A person as strangers name them: unsigned, or signed by whatever they have got hold of. */
  const disguise = fc
    .record({ who: person, how: index(6) })
    .map(({ who, how }) => ({ token, identity, address }: Scene) => {
      const { id, email } = claims(who)
      const text = tokenOf(token, who).split('.').slice(0, 2).join('.')
      return [
        { id, email },
        { email: email.toUpperCase() },
        { id, signature: 'ab'.repeat(32) },
        { email, signature: hmac(identity, email) },
        { id, signature: hmac(address, id) },
        {
          id,
          token: jwt('a secret that strangers made up', { ...claims(who), aud: 'sayso-identity', exp: 4e9 }),
        },
        { token: `${text}.${Buffer.from(hmac(identity, text), 'hex').toString('base64url')}` },
      ][how]!
    })

  const stranger = fc.oneof(
    fc
      .record({
        as: disguise,
        rating,
        revision: fc.integer({ min: 1, max: 9 }),
        name: index(4),
        who: person,
        which: index(1),
      })
      .map(({ as, rating, revision, name, who, which }) => (scene: Scene) => {
        const { survey, client } = scene
        const id = [
          crypto.randomUUID(),
          plainIdOf(survey, 'i0'),
          `link:${plainIdOf(survey, 'i1')}`,
          `claim:${plainIdOf(survey, 'i1')}`,
          // Seen somewhere, like a random one nobody can guess: known only once it is stored.
          seen.has(`r-${survey}-${who}-${which}`) ? `r-${survey}-${who}-${which}` : crypto.randomUUID(),
        ][name]
        const given = { id, writeKey: `stranger-${who}`, revision, rating, respondent: as(scene) }
        return client.publicly('/v1/public/responses', newResponse(survey, given))
      }),
    fc
      .record({
        as: disguise,
        event: fc.constantFrom('shown', 'dismissed'),
        who: person,
        isSame: fc.boolean(),
      })
      .map(({ as, event, who, isSame }) => (scene: Scene) => {
        const id = isSame ? `v-${who}` : crypto.randomUUID()
        const view = { surveyId: scene.survey, id, event, respondent: as(scene) }
        return scene.client.publicly('/v1/public/views', view)
      }),
    fc
      .record({ who: person, mailing: index(1), rating, how: index(2) })
      .map(({ who, mailing, rating, how }) => ({ survey, identity }: Scene) => {
        const query = signedQuery(who, mailing)
        const signature = hmac(identity, `/s/${survey}?${query}`)
        const more = ['', `&signature=${signature}`, `&signature=${'0'.repeat(64)}`][how]
        return answerOn(
          collector,
          `${collector.url}/s/${survey}?${query}${more}`,
          rating,
          crypto.randomUUID(),
        )
      }),
  )
  const seen = new Set<string>()

  const verifiedIn = async ({ client, survey }: Scene) => {
    const { body } = await client.get(`/v1/surveys/${survey}/responses?limit=1000`)
    return (body.items as Record<string, unknown>[])
      .filter(({ verified }) => verified)
      .map(({ id, answeredAt, updatedAt, ...rest }) => JSON.stringify(rest))
      .sort()
  }
  const heardOf = async (scene: Scene) => {
    const { client, survey, token } = scene
    const asked = [0, 1, 2].map(async (who) => {
      const { body } = await client.get(`/v1/public/surveys/${survey}/asked?token=${tokenOf(token, who)}`)
      return [body.ask, body.reason]
    })
    const reports = ['', '&count=latest', '&count=first'].map(async (count) => {
      const { body } = await client.get(`/v1/surveys/${survey}/report?verified=true${count}`)
      return [body.n, body.score, body.leftOut.superseded]
    })
    return [...(await Promise.all(asked)), ...(await Promise.all(reports)), await verifiedIn(scene)]
  }

  const numRuns = process.env.SAYSO_LONG ? 200 : 12
  it('what signed people said stays, and so do their rest and their score', {
    timeout: 900_000,
  }, async () => {
    const steps = fc.array(
      fc.oneof(
        own.map((act) => ({ act, isOwn: true })),
        stranger.map((act) => ({ act, isOwn: false })),
      ),
      { minLength: 10, maxLength: 30 },
    )
    let differed = 0
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        const [quiet, loud] = await Promise.all(
          worlds.map(async (scene) => {
            const { body } = await scene.client.post('/v1/surveys', { metric: 'nps' })
            return { ...scene, survey: body.id as string }
          }),
        )
        for (const { act, isOwn } of steps) {
          if (isOwn) await act(quiet!)
          await act(loud!)
          const { items } = (await loud!.client.get(`/v1/surveys/${loud!.survey}/responses?limit=1000`)).body
          for (const { id } of items) seen.add(id)
        }
        expect(await heardOf(loud!)).toEqual(await heardOf(quiet!))
        const all = async ({ client, survey }: Scene) =>
          (await client.get(`/v1/surveys/${survey}/report`)).body.n
        if ((await all(loud!)) !== (await all(quiet!))) differed += 1
      }),
      { numRuns },
    )
    // Strangers were there, and their answers count where nobody asks for verified ones.
    expect(differed).toBeGreaterThan(numRuns / 2)
  })
})
