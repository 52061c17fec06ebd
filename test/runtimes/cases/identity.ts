import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Answer, clientOf, newResponse, send } from '../../support/client.ts'
import { hmac, jwt, tokenOf } from '../../support/signature.ts'
import { sendAnswer } from '../forms.ts'
import type { World } from '../world.ts'

const save = '/v1/public/responses'
const view = '/v1/public/views'

interface Stored {
  readonly id: string
  readonly rating: number
  readonly state: string
  readonly verified: boolean
  readonly verifiedFields: string[]
  readonly respondent: { id: string | null; email: string | null; name: string | null } | null
  readonly properties: object
}

/** Whose an answer is: what signed and unsigned origins may do to each other's, and what a signature says. */
export function identityCases(world: World) {
  const workspace = async () => (await world.client.get('/v1/workspace')).body
  const token = (claims: object, secret?: string) => tokenOf(world.client, claims, secret)
  const open = (address: string) => send(address, { headers: { accept: 'text/html' } })
  const addressOf = (survey: string, query: string) => `${world.collector.url}/s/${survey}?${query}`
  /** The address as a host signs it; `query` is sorted already. */
  const signed = async (survey: string, query: string, secret?: string) => {
    const key = secret ?? (await workspace()).addressSecret
    return addressOf(survey, `${query}&signature=${hmac(key, `/s/${survey}?${query}`)}`)
  }
  const answer = async (address: string, rating: number) =>
    sendAnswer(world, (await open(address)).body, { rating: `${rating}` })
  /** What is refused, without the name of the request. */
  const refusal = ({ body: { requestId: _, ...said } }: Answer) => said
  const stored = (survey: string): Promise<Stored[]> => world.stored(survey)
  const verified = async (survey: string) => (await stored(survey)).filter((each) => each.verified)
  const asked = async (survey: string, query: string) =>
    (await send(`${world.collector.url}/v1/public/surveys/${survey}/asked?${query}`)).body
  const saveAs = async (survey: string, respondent: object | undefined, given: object = {}) =>
    (await world.client.publicly(save, newResponse(survey, { respondent, ...given }))).status

  describe('a signed answer', () => {
    it('is another record than one that only claims to be its person’s, and that never touches it', async () => {
      const survey = await world.newSurvey()
      await answer(await signed(survey, 'id=77&mailing=m'), 10)
      const [before] = await stored(survey)
      expect(before).toMatchObject({ rating: 10, state: 'counted', verified: true })
      await answer(addressOf(survey, 'id=77&mailing=m'), 0)
      const page = (await open(addressOf(survey, 'id=77&mailing=m'))).body
      const path = page.match(/action="([^"?]+)/)![1]
      for (const rating of [0, 1, 2, 3, 4, 5])
        await send(world.collector.url + path, {
          method: 'POST',
          body: JSON.stringify({ visit: `v${rating}`, step: 1, offered: rating, rating, sign: 'key' }),
        })
      const all = await stored(survey)
      expect(all).toHaveLength(2)
      expect(all.find(({ verified }) => verified)).toEqual(before)
      expect(all.find(({ verified }) => !verified)!.id).not.toBe(before!.id)
    })

    it('is not superseded by a claimed one, nor the other way round', async () => {
      const survey = await world.newSurvey()
      await saveAs(survey, { token: await token({ id: 'u1' }) }, { rating: 10 })
      await saveAs(survey, { id: 'u1' }, { rating: 0 })
      for (const count of ['latest', 'first'])
        expect(await world.report(survey, `?count=${count}`)).toMatchObject({
          n: 2,
          leftOut: { superseded: 0 },
        })
      await saveAs(survey, { token: await token({ id: 'u1' }) }, { rating: 9 })
      expect(await world.report(survey, '?count=latest')).toMatchObject({
        n: 2,
        leftOut: { superseded: 1 },
      })
    })

    it('stays its person’s when a later revision comes without a right signature', async () => {
      const survey = await world.newSurvey()
      const first = newResponse(survey, {
        respondent: { token: await token({ id: 'u1', name: 'Ada', properties: { plan: 'pro' } }) },
      })
      await world.client.publicly(save, first)
      const respondent = { id: 'u2', name: 'Eve' }
      const later = { ...first, revision: 2, comment: 'more', respondent, properties: { plan: 'free' } }
      expect((await world.client.publicly(save, later)).status).toBe(200)
      expect(await stored(survey)).toMatchObject([
        {
          ...{ comment: 'more', verified: true, properties: { plan: 'pro' } },
          respondent: { id: 'u1', name: 'Ada' },
          verifiedFields: ['id', 'name', 'properties'],
        },
      ])
    })

    it('changes for nobody else who is signed, and for its person whatever more is told of them', async () => {
      const survey = await world.newSurvey()
      const first = newResponse(survey, { respondent: { token: await token({ email: 'a@example.com' }) } })
      await world.client.publicly(save, first)
      const told = [
        [{ id: 'u1', email: 'A@example.com' }, 200],
        [{ id: 'u1' }, 200],
        [{ id: 'u2', email: 'a@example.com' }, 404],
        [{ id: 'u2' }, 404],
      ] as const
      for (const [place, [claims, status]] of told.entries()) {
        const later = {
          ...first,
          revision: place + 2,
          rating: place,
          respondent: { token: await token(claims) },
        }
        const { status: answered } = await world.client.publicly(save, later)
        expect([claims, answered]).toEqual([claims, status])
      }
      expect(await stored(survey)).toMatchObject([{ rating: 1, respondent: { id: 'u1' } }])
    })

    it('has room in a survey that strangers filled, as views and links do', async () => {
      const survey = await world.newSurvey({ metric: 'nps', rules: { quota: 2 } })
      const invitation = (
        await world.client.post(`/v1/surveys/${survey}/invitations`, { respondent: { id: 'u1' } })
      ).body
      for (const id of ['x', 'y']) expect(await saveAs(survey, { id })).toBe(201)
      expect(await saveAs(survey, { id: 'z' })).toBe(410)
      const respondent = { token: await token({ id: 'u0' }) }
      const shown = { surveyId: survey, id: 'signed-view', event: 'shown', respondent }
      expect((await world.client.publicly(view, shown)).status).toBe(200)
      expect(await saveAs(survey, respondent)).toBe(201)
      expect((await answer(invitation.link, 9)).status).toBe(200)
      expect(await verified(survey)).toHaveLength(2)
      expect(await saveAs(survey, { token: await token({ id: 'u9' }) })).toBe(410)
    })
  })

  describe('a stranger', () => {
    it('gives nobody rest who is signed: no answer, view or dismissal of theirs counts for a name', async () => {
      const survey = await world.newSurvey({ metric: 'nps', rules: { quietDays: 30 } })
      const who = `token=${await token({ id: 'quiet-1', email: 'quiet-1@example.com' })}`
      for (const respondent of [
        { id: 'quiet-1' },
        { email: 'Quiet-1@example.com' },
        { id: 'quiet-1', email: 'quiet-1@example.com', signature: 'ab'.repeat(32) },
        { token: await token({ id: 'eve' }), email: 'quiet-1@example.com' },
        { token: await token({ id: 'quiet-1' }, 'another secret, of somebody else') },
      ]) {
        await saveAs(survey, respondent)
        for (const event of ['shown', 'dismissed'])
          await world.client.publicly(view, { surveyId: survey, id: crypto.randomUUID(), event, respondent })
      }
      await answer(addressOf(survey, 'email=quiet-1@example.com'), 0)
      expect(await asked(survey, who)).toEqual({ ask: true })
    })

    it('changes nothing of a view that was signed', async () => {
      const survey = await world.newSurvey()
      const id = crypto.randomUUID()
      const see = (event: string, respondent: object) =>
        world.client.publicly(view, { surveyId: survey, id, event, respondent })
      const ada = { token: await token({ id: 'view-1' }) }
      await see('shown', ada)
      for (const other of [{ id: 'view-1' }, { token: await token({ id: 'eve' }) }])
        expect((await see('dismissed', other)).status).toBe(200)
      expect(await asked(survey, `token=${ada.token}`)).toEqual({ ask: true })
      await see('dismissed', ada)
      expect(await asked(survey, `token=${ada.token}`)).toMatchObject({ ask: false, reason: 'dismissed' })
    })

    it('keeps no campaign from mailing somebody, by an answer or by the quota', async () => {
      const survey = await world.newSurvey({ metric: 'nps', rules: { quota: 1, quietDays: 30 } })
      const from = { address: 'ask@acme.example' }
      const campaign = (await world.client.post('/v1/campaigns', { surveyId: survey, from })).body
      const people = [{ email: 'mailed-1@example.com', id: 'mailed-1' }]
      await world.client.post(`/v1/campaigns/${campaign.id}/people`, people)
      await saveAs(survey, { id: 'mailed-1', email: 'mailed-1@example.com' })
      const dry = async () => (await world.client.get(`/v1/campaigns/${campaign.id}/dry-run`)).body.items
      expect(await dry()).toMatchObject([{ outcome: 'send' }])
      await saveAs(survey, { token: await token({ email: 'MAILED-1@example.com' }) })
      expect(await dry()).toMatchObject([{ outcome: 'not' }])
    })
  })

  describe('the name of an answer that the server makes', () => {
    const plainIdOf = (survey: string, invitation: string) =>
      createHash('sha256').update(`the answer to ${survey} ${invitation}`).digest('hex').slice(0, 32)

    it('cannot be taken before the invited person answers, who is thanked for what is stored', async () => {
      const survey = await world.newSurvey()
      const { link } = (
        await world.client.post(`/v1/surveys/${survey}/invitations`, {
          id: 'order-1',
          respondent: { id: 'u1' },
        })
      ).body
      const plain = plainIdOf(survey, 'order-1')
      expect(await saveAs(survey, undefined, { id: plain, rating: 0 })).toBe(201)
      const thanks = await answer(link, 10)
      expect([thanks.status, thanks.body.includes('/r/')]).toEqual([200, true])
      expect(await verified(survey)).toMatchObject([{ rating: 10, state: 'counted', id: `link:${plain}` }])
    })

    it('says nothing of who has answered: no public call takes such a name', async () => {
      const survey = await world.newSurvey()
      await answer(await signed(survey, 'email=ada%40example.com&mailing=m'), 9)
      const [{ id: taken }] = (await stored(survey)) as [Stored]
      const answers = await Promise.all(
        [taken, `link:${'0'.repeat(32)}`, taken.replace('link:', 'claim:')].map(async (id) => {
          const saved = await world.client.publicly(save, newResponse(survey, { id }))
          const seen = await world.client.publicly(view, { surveyId: survey, id, event: 'shown' })
          const imported = (await world.importRows(survey, [{ id, rating: 0 }])).body
          return [saved.status, refusal(saved), seen.status, refusal(seen), imported.added, imported.refused]
        }),
      )
      for (const one of answers) expect(one).toEqual(answers[0])
      expect(answers[0]).toMatchObject([422, { errors: [{ field: 'id' }] }, 422, {}, 0, [{ line: 1 }]])
    })

    it('of an import is a conflict when somebody else has it, and unchanged when an import has', async () => {
      const survey = await world.newSurvey()
      await saveAs(survey, undefined, { id: 'order-1', rating: 0 })
      const rows = ['order-1', 'order-2', 'order-1'].map((id) => ({ id, rating: 10 }))
      const first = (await world.importRows(survey, rows)).body
      expect(first).toEqual({ added: 1, unchanged: 0, conflict: 2, conflictLines: [1, 3], refused: [] })
      for (const id of ['order-2', 'import:order-2'])
        expect((await world.importRows(survey, [{ id, rating: 10 }])).body).toEqual({
          ...{ added: 0, unchanged: 1, refused: [] },
        })
    })

    it('that an importer makes cannot be taken, and says nothing of who was imported', async () => {
      const survey = await world.newSurvey()
      const id = 'import:row-1'
      const taking = () => world.client.publicly(save, newResponse(survey, { id, rating: 0 }))
      const before = await taking()
      expect((await world.importRows(survey, [{ id, rating: 10 }])).body).toMatchObject({ added: 1 })
      const after = await taking()
      expect([before.status, refusal(before)]).toEqual([422, refusal(after)])
      expect(await stored(survey)).toMatchObject([{ id, rating: 10 }])
    })
  })

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
