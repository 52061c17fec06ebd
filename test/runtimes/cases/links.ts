import { describe, expect, it } from 'vitest'
import { readLocales } from '../../../server/built-data/read-locales.ts'
import { directionOf } from '../../../shared/direction.ts'
import { send } from '../../support/client.ts'
import { signatureOf } from '../../support/signature.ts'
import { sendAnswer } from '../forms.ts'
import { recipientIn } from '../recipient.ts'
import type { World } from '../world.ts'

const locales = await readLocales()

/** Personal links: what they open, and what becomes an answer. */
export function linksCases(world: World) {
  const { invite, open, tell, scored } = recipientIn(world)

  describe('invitations', () => {
    it('are made one at a time, with everything a mail needs', async () => {
      const survey = await world.newSurvey({ metric: 'ces', scale: '1-5' })
      const respondent = { id: 'u-1', email: 'ada@example.com', name: 'Ada' }
      const { status, body } = await world.client.post(`/v1/surveys/${survey}/invitations`, { respondent })
      expect(status).toBe(201)
      expect(body).toMatchObject({ respondent, id: expect.any(String) })
      expect(body.byRating.map(({ rating }: { rating: number }) => rating)).toEqual([1, 2, 3, 4, 5])
      for (const path of ['/i/', '/r/', '/u/', '/d/'])
        expect(JSON.stringify(body)).toContain(`${world.collector.url}${path}`)
      expect(await world.stored(survey)).toEqual([])
    })

    it('are made by the thousand in the order they were asked for, wrong ones by their line', async () => {
      const survey = await world.newSurvey()
      const asked = Array.from({ length: 1000 }, (_, i) => ({
        id: `i-${i}`,
        ...(i === 7 && { language: '?' }),
      }))
      const { status, body } = await world.client.post(`/v1/surveys/${survey}/invitations`, asked)
      expect(status).toBe(200)
      const lines = body
        .trim()
        .split('\n')
        .map((line: string) => JSON.parse(line))
      expect(lines).toHaveLength(1000)
      expect(lines[7]).toMatchObject({ line: 8, errors: [{ field: 'language' }] })
      expect(lines[999].id).toBe('i-999')
      const tooMany = await world.client.post(`/v1/surveys/${survey}/invitations`, Array(10_001).fill({}))
      expect([tooMany.status, tooMany.body.code]).toEqual([422, 'invalid'])
      expect(
        (await world.client.post(`/v1/surveys/${survey}/invitations`, { expiresAt: '2020-01-01T00:00:00Z' }))
          .status,
      ).toBe(422)
    })
  })

  describe('a personal link', () => {
    it('shows the survey with the score chosen, in the language of the link, to that person', async () => {
      const translations = { ar: { question: '{name}، كيف كان ذلك؟' } }
      const survey = await world.newSurvey({ metric: 'csat', question: '{name}, how was it?', translations })
      const invitation = await invite(survey, { language: 'ar', respondent: { name: 'Ada' } })
      const { status, headers, body } = await open(scored(invitation, 4))
      expect(status).toBe(200)
      expect(body).toContain('<html lang="ar" dir="rtl">')
      expect(body).toContain('Ada، كيف كان ذلك؟')
      expect(body).toMatch(/value="4" required checked/)
      expect(body).toMatch(/<textarea[^>]* autofocus/)
      expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(16_000)
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect((await open(`${invitation.link}?rating=11`)).body).not.toContain(' checked')
    })

    it.each(Object.entries(locales))('is in %s, small, and names its direction', async (language, locale) => {
      const survey = await world.newSurvey({ metric: 'nps', language, choices: ['A', 'B'], contact: true })
      const { body } = await open(scored(await invite(survey), 9))
      expect(body).toContain(`<html lang="${language}" dir="${directionOf(language)}">`)
      expect(body).toContain(`<button type="submit">${locale.widget.send}</button>`)
      expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(16_000)
      const thanks = await sendAnswer(world, body)
      expect(thanks.body).toContain(`>${locale.links.viewAnswer}</a>`)
    })

    it('makes one answer of a form sent without JavaScript, verified, however often', async () => {
      const survey = await world.newSurvey({ metric: 'nps', byBand: { positive: { thanks: 'Glad!' } } })
      const respondent = { id: 'u-1', email: 'ada@example.com' }
      const invitation = await invite(survey, { respondent, properties: { plan: 'pro' } })
      const page = (await open(scored(invitation, 9))).body
      const thanks = await sendAnswer(world, page, { comment: 'Quick' })
      expect([thanks.status, thanks.body.includes('Glad!')]).toEqual([200, true])
      await sendAnswer(world, page, { comment: 'Quick' })
      await sendAnswer(world, (await open(scored(invitation, 8))).body)
      expect(await world.stored(survey)).toMatchObject([
        {
          ...{ rating: 8, comment: 'Quick', state: 'counted', channel: 'email', properties: { plan: 'pro' } },
          respondent: { ...respondent, verified: true },
        },
      ])
      expect((await world.report(survey)).n).toBe(1)
      const asked = await send(
        `${world.collector.url}/v1/public/surveys/${survey}/asked?id=u-1&signature=${await signatureOf(world.client, 'u-1')}`,
      )
      expect(asked.body).toMatchObject({ ask: false })
    })

    it('is one answer when two scores race', async () => {
      const survey = await world.newSurvey()
      const invitation = await invite(survey)
      const pages = await Promise.all([3, 9, 3, 9].map((rating) => open(scored(invitation, rating))))
      await Promise.all(pages.map(({ body }) => sendAnswer(world, body)))
      await sendAnswer(world, pages[1]!.body)
      expect(await world.stored(survey)).toMatchObject([{ rating: 9, state: 'counted' }])
      expect((await world.report(survey)).n).toBe(1)
    })

    it('holds the score of a page that ran its script until a person gives a sign', async () => {
      const survey = await world.newSurvey()
      const { link } = await invite(survey, { respondent: { id: 'u-2' } })
      expect((await tell(link, { offered: 9, rating: 9 })).status).toBe(204)
      expect(await world.stored(survey)).toMatchObject([{ rating: 9, state: 'held' }])
      expect(await world.report(survey)).toMatchObject({ n: 0, leftOut: { held: 1 } })
      const rest = await send(
        `${world.collector.url}/v1/public/surveys/${survey}/asked?id=u-2&signature=${await signatureOf(world.client, 'u-2')}`,
      )
      expect(rest.body).toEqual({ ask: true })
      await tell(link, { step: 3, offered: 9, rating: 9, sign: 'touch', comment: 'Good' })
      await tell(link, { step: 2, offered: 9, rating: 9, sign: 'touch', comment: 'Goo' })
      expect(await world.stored(survey)).toMatchObject([{ rating: 9, state: 'counted', comment: 'Good' }])
      expect(await world.report(survey)).toMatchObject({ n: 1, leftOut: { held: 0 } })
    })

    it('holds a form that a script sent, marked by it or known from its page', async () => {
      const survey = await world.newSurvey()
      const invitation = await invite(survey)
      const page = (await open(scored(invitation, 9))).body
      expect((await sendAnswer(world, page, { scripted: '1' })).body).toContain('<form')
      expect(await world.stored(survey)).toMatchObject([{ state: 'held' }])
      await sendAnswer(world, page)
      expect(await world.stored(survey)).toMatchObject([{ state: 'held' }])
      await sendAnswer(world, page, { scripted: '1', sign: 'click' })
      expect(await world.stored(survey)).toMatchObject([{ state: 'counted' }])
    })

    it('takes back what a sandbox with real input did before it opened the other scores', async () => {
      const survey = await world.newSurvey()
      const invitation = await invite(survey)
      const states = []
      for (const { rating, link } of invitation.byRating) {
        await tell(link, { visit: `v-${rating}`, offered: rating, rating })
        await tell(link, { visit: `v-${rating}`, step: 2, offered: rating, rating, sign: 'pointer' })
        states.push((await world.stored(survey))[0].state)
      }
      expect(states).toEqual(['counted', 'counted', 'counted', ...Array(8).fill('held')])
      expect((await world.report(survey)).n).toBe(0)
    })

    it.each([
      ['a decoy', 'decoy', {}, {}],
      ['a known scanner', 'scanner', {}, { 'user-agent': 'Mozilla/5.0 (compatible; Barracuda Sentinel)' }],
      [
        'a time before the mail was sent',
        'early',
        { sentAt: '2100-01-01T00:00:00Z', expiresAt: '2101-01-01T00:00:00Z' },
        {},
      ],
    ])('stays held for %s', async (_, reason, given, headers) => {
      const survey = await world.newSurvey()
      const invitation = await invite(survey, given)
      if (reason === 'decoy') await tell(invitation.decoy, { visit: 'd' })
      const told = { visit: 'v', step: 1, offered: 9, rating: 9, sign: 'pointer' }
      await send(invitation.link, { method: 'POST', body: JSON.stringify(told), headers })
      expect(await world.stored(survey)).toMatchObject([{ state: 'held', heldReason: reason }])
    })

    it('is 404 when forged, for another purpose or without its survey; 410 when closed', async () => {
      const survey = await world.newSurvey()
      const { link, receipt, unsubscribe, decoy } = await invite(survey)
      const token = (address: string) => new URL(address).pathname.split('/')[2]!
      const paths = { i: link, r: receipt, d: decoy }
      for (const [path, own] of Object.entries(paths)) {
        for (const other of [link, receipt, decoy, unsubscribe]) {
          if (other === own) continue
          const address = `${world.collector.url}/${path}/${token(other)}`
          for (const method of ['GET', 'POST']) {
            const { status } = await send(address, {
              method,
              ...(method === 'POST' && { body: '{"visit":"v","step":1,"rating":9,"sign":"key"}' }),
            })
            expect([404, 415]).toContain(status)
          }
        }
      }
      expect((await open(`${link}x`)).status).toBe(404)
      await world.client.post(`/v1/surveys/${survey}/close`)
      const closed = await open(link)
      expect([closed.status, closed.body.includes('This survey is closed.')]).toEqual([410, true])
      expect((await tell(link, { rating: 9, sign: 'key' })).status).toBe(410)
      expect(await world.stored(survey)).toEqual([])
    })

    it('is 410 after its time', async () => {
      const survey = await world.newSurvey()
      const linkFor = async (ms: number) =>
        (await invite(survey, { expiresAt: new Date(Date.now() + ms).toISOString() })).link
      expect((await open(await linkFor(600_000))).status).toBe(200)
      const link = await linkFor(1500)
      await expect.poll(async () => (await open(link)).status).toBe(410)
      expect((await open(link)).body).toContain('This link has expired.')
      expect((await tell(link, { rating: 9, sign: 'key' })).body).toMatchObject({ code: 'link-expired' })
    })

    it('outlives a new secret', async () => {
      const survey = await world.newSurvey()
      const { link } = await invite(survey)
      expect((await world.client.post('/v1/workspace/link-secret')).status).toBe(204)
      const { link: newer } = await invite(survey)
      for (const each of [link, newer]) expect((await open(each)).status).toBe(200)
      const nameOf = (address: string) => new URL(address).pathname.slice(3, 8)
      expect(nameOf(newer)).not.toBe(nameOf(link))
    })

    it('takes what scripts send within its bounds only', async () => {
      const survey = await world.newSurvey()
      const { link } = await invite(survey)
      for (const [told, status] of [
        [{ rating: 11 }, 422],
        [{ rating: 9.5 }, 422],
        [{ rating: '9' }, 422],
        [{ rating: -1 }, 422],
        [{ rating: 9, visit: '' }, 422],
        [{ rating: 9, step: 0 }, 422],
        [{ rating: 9, sign: 'hover' }, 204],
      ] as const) {
        expect([told, (await tell(link, told)).status]).toEqual([told, status])
      }
      expect(await world.stored(survey)).toMatchObject([{ state: 'held' }])
    })
  })
}
