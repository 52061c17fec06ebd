import { describe, expect, it } from 'vitest'
import { clientOf } from '../../support/client.ts'
import { hmac, jwt } from '../../support/signature.ts'
import { type Stored, signersOf } from '../signers.ts'
import type { World } from '../world.ts'

/** What a token, a signature or a link's key vouches for. */
export function signaturesCases(world: World) {
  const { workspace, token, open, addressOf, signed, answer, stored, verified, asked, saveAs } =
    signersOf(world)

  describe('an identity token', () => {
    it('verifies each field that it signs, before whatever is said beside it, and no other', async () => {
      const survey = await world.newSurvey()
      const claims = { id: 7, email: 'ada@example.com', properties: { plan: 'pro' } }
      await saveAs(
        survey,
        { id: '8', email: 'eve@example.com', name: 'Ada', token: await token(claims) },
        { properties: { plan: 'free', page: 'home' } },
      )
      await saveAs(survey, { token: await token({ sub: 'u2', name: 'Bo', properties: { plan: 'pro' } }) })
      await saveAs(survey, { id: 'u3', token: await token({ email: 'bo@example.com' }) })
      const by = new Map((await stored(survey)).map((each) => [each.respondent!.id, each]))
      expect(by.get('7')).toMatchObject({
        ...{ verified: true, properties: { plan: 'pro', page: 'home' } },
        respondent: { email: 'ada@example.com', name: 'Ada', verified: true },
        verifiedFields: ['id', 'email', 'properties.plan'],
      })
      expect(by.get('u2')).toMatchObject({ verifiedFields: ['id', 'name', 'properties'] })
      expect(by.get('u3')).toMatchObject({ verified: false, verifiedFields: ['email'] })
    })

    it('says nothing when it is another’s, for another purpose or endless, and only claims when it ended', async () => {
      const survey = await world.newSurvey()
      const { tokenSecret, identitySecret, addressSecret } = await workspace()
      const claims = { aud: 'sayso-identity', exp: 4e9, id: 'u1' }
      const head = (header: object) => Buffer.from(JSON.stringify(header)).toString('base64url')
      const text = `${head({ alg: 'HS256' })}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
      const wrong = {
        'another secret': jwt('somebody else’s secret', claims),
        'the secret of ids': jwt(identitySecret, claims),
        'the secret of addresses': jwt(addressSecret, claims),
        'another audience': jwt(tokenSecret, { ...claims, aud: 'login' }),
        'no audience': jwt(tokenSecret, { exp: 4e9, id: 'u1' }),
        'no end': jwt(tokenSecret, { aud: 'sayso-identity', id: 'u1' }),
        'no algorithm': `${head({ alg: 'none' })}.${text.split('.')[1]}.`,
        'another algorithm': jwt(tokenSecret, claims, { alg: 'HS512' }),
        'no token': 'x.y.z',
        // Of a user who is called like the beginning of a token, signed as ids were.
        'an id': `${text}.${Buffer.from(hmac(identitySecret, text), 'hex').toString('base64url')}`,
      }
      for (const [why, given] of Object.entries(wrong)) {
        expect([why, await saveAs(survey, { token: given, name: why })]).toEqual([why, 201])
        expect([why, await asked(survey, `token=${given}`)]).toEqual([why, { ask: true }])
      }
      for (const { respondent, verified, verifiedFields } of await stored(survey))
        expect({ id: respondent!.id, verified, verifiedFields }).toEqual({
          ...{ id: null, verified: false, verifiedFields: [] },
        })
      const old = { id: 'ended', email: 'ended@example.com', exp: Math.floor(Date.now() / 1000) - 1 }
      await saveAs(survey, { token: await token(old) })
      expect((await stored(survey)).find(({ respondent }) => respondent!.id === 'ended')).toMatchObject({
        ...{ verified: false, verifiedFields: [] },
        respondent: { email: 'ended@example.com' },
      })
    })

    it('answers a question about its own names alone', async () => {
      const survey = await world.newSurvey()
      await saveAs(survey, { token: await token({ email: 'victim@example.com' }) })
      const eve = await token({ id: 'eve-2' })
      const { identitySecret } = await workspace()
      const old = `id=eve-2&signature=${hmac(identitySecret, 'eve-2')}`
      for (const who of [`token=${eve}`, old])
        expect(await asked(survey, `${who}&email=victim@example.com`)).toEqual({ ask: true })
      const own = await token({ id: 'eve-2', email: 'victim@example.com' })
      expect(await asked(survey, `token=${own}`)).toMatchObject({ ask: false })
    })

    it('makes a link verified for what it says, and the same person’s answer one for each mailing', async () => {
      const survey = await world.newSurvey()
      const link = async (claims: object, more = '') =>
        addressOf(survey, `token=${await token(claims)}&mailing=m&source=mail${more}`)
      await answer(await link({ id: 'u1', name: 'Ada' }, '&id=u2&email=eve@example.com'), 3)
      await answer(await link({ id: 'u1', exp: Math.floor(Date.now() / 1000) + 60 }), 9)
      await answer(await link({ id: 'u1', exp: 1 }), 0)
      const all = await stored(survey)
      expect(all).toHaveLength(2)
      expect(all.find(({ verified }) => verified)).toMatchObject({
        ...{ rating: 9, properties: { source: 'mail' }, verifiedFields: ['id', 'name'] },
        respondent: { id: 'u1', email: 'eve@example.com', name: 'Ada' },
      })
      expect(all.find(({ verified }) => !verified)).toMatchObject({ rating: 0, respondent: { id: 'u1' } })
    })
  })

  describe('a signature of before tokens', () => {
    it('vouches for the id alone', async () => {
      const survey = await world.newSurvey()
      const { identitySecret } = await workspace()
      const respondent = { id: 'u1', email: 'ada@example.com', name: 'Ada' }
      await saveAs(
        survey,
        { ...respondent, signature: hmac(identitySecret, 'u1') },
        { properties: { plan: 'pro' } },
      )
      expect(await stored(survey)).toMatchObject([{ verified: true, verifiedFields: ['id'] }])
    })

    it('of somebody named like an address, or like an email, signs neither', async () => {
      const survey = await world.newSurvey()
      const { identitySecret, addressSecret } = await workspace()
      await answer(await signed(survey, 'id=77&mailing=m', identitySecret), 0)
      const email = 'victim@example.com'
      await saveAs(survey, { email, signature: hmac(identitySecret, email) })
      await saveAs(survey, { id: 'u1', signature: hmac(addressSecret, 'u1') })
      expect(await verified(survey)).toEqual([])
      await answer(await signed(survey, 'id=77&mailing=m'), 10)
      expect(await verified(survey)).toMatchObject([{ rating: 10, verifiedFields: ['id'] }])
    })

    it('is for what the workspace says, or off', async () => {
      const made = (await world.client.post('/v1/workspaces', { name: 'Signs otherwise' })).body
      const client = clientOf({ url: world.collector.url, key: made.key })
      const survey = (await client.post('/v1/surveys', { metric: 'nps' })).body.id
      const { identitySecret } = (await client.get('/v1/workspace')).body
      const sign = (text: string) => hmac(identitySecret, text)
      const tried = async (signatures: string) => {
        expect((await client.patch('/v1/workspace', { signatures })).body.signatures).toBe(signatures)
        await saveAs(survey, { id: `id-${signatures}`, signature: sign(`id-${signatures}`) })
        const email = `${signatures}@example.com`
        await saveAs(survey, { email, signature: sign(email) })
        await answer(await signed(survey, `id=in-address-${signatures}`, identitySecret), 9)
        const items: Stored[] = (await client.get(`/v1/surveys/${survey}/responses`)).body.items
        const own = items.filter(({ respondent, verified }) => {
          return verified && JSON.stringify(respondent).includes(signatures)
        })
        return own.map(({ respondent }) => respondent!.id ?? respondent!.email)
      }
      expect(await tried('ids')).toEqual(['id-ids'])
      expect(await tried('emails')).toEqual(['emails@example.com'])
      expect(await tried('addresses')).toEqual(['in-address-addresses'])
      expect(await tried('none')).toEqual([])
    })
  })

  describe('a workspace’s link key', () => {
    it('is its own: renewing it changes nobody else’s, and ends older links at the time it says', async () => {
      const workspaceOf = async (name: string) => {
        const { key } = (await world.client.post('/v1/workspaces', { name })).body
        const client = clientOf({ url: world.collector.url, key })
        const survey = (await client.post('/v1/surveys', { metric: 'nps' })).body.id
        const invite = async () => {
          const respondent = { id: 'u1', email: 'ada@example.com' }
          const { body } = await client.post(`/v1/surveys/${survey}/invitations`, { respondent })
          return [body.link, body.receipt, body.unsubscribe, body.decoy] as string[]
        }
        return { client, invite }
      }
      const [one, other] = [await workspaceOf('One'), await workspaceOf('Other')]
      const keyOf = (link: string) => new URL(link).pathname.slice(3, 8)
      const statuses = async (links: string[]) =>
        Promise.all(links.map(async (link) => (await open(link)).status))
      const [first, others] = [await one.invite(), await other.invite()]
      expect(keyOf(first[0]!)).not.toBe(keyOf(others[0]!))
      // Nobody has answered yet, so there is no receipt to show.
      const living = [200, 404, 200, 200]
      expect(await statuses(first)).toEqual(living)

      const renew = (query = '') => one.client.post(`/v1/workspace/link-secret${query}`)
      expect((await renew()).status).toBe(204)
      const second = await one.invite()
      expect(keyOf(second[0]!)).not.toBe(keyOf(first[0]!))
      expect(await statuses(first)).toEqual(living)
      const soon = new Date(Date.now() + 3_600_000).toISOString()
      await renew(`?olderLinksEndAt=${soon}`)
      expect(await statuses(second)).toEqual(living)
      expect((await renew(`?olderLinksEndAt=${new Date().toISOString()}`)).status).toBe(204)
      for (const links of [first, second]) expect(await statuses(links)).toEqual([410, 410, 410, 410])
      expect(await statuses(await one.invite())).toEqual(living)

      expect(await statuses(others)).toEqual(living)
      expect(keyOf((await other.invite())[0]!)).toBe(keyOf(others[0]!))
      const listed = (await one.client.get('/v1/workspace/link-secret')).body.items
      expect(listed.map(({ olderLinksEndAt }: { olderLinksEndAt: string }) => olderLinksEndAt)).toEqual([
        expect.any(String),
        soon,
        null,
      ])
      expect((await other.client.get('/v1/workspace/link-secret')).body).toEqual({ items: [] })
      expect((await other.client.post('/v1/workspaces/link-secret')).status).toBe(404)
      expect((await renew('?olderLinksEndAt=soon')).status).toBe(422)
    })
  })
}
