import { describe, expect, it } from 'vitest'
import { newResponse, send } from '../../support/client.ts'
import { signatureOf, tokenOf } from '../../support/signature.ts'
import type { World } from '../world.ts'

const save = '/v1/public/responses'
const view = '/v1/public/views'

/** How a survey is asked: its words in many languages, its look and rules, whom it leaves in peace. */
export function askingCases(world: World) {
  const asked = (id: string, query = '', headers: Record<string, string> = {}) =>
    send(`${world.collector.url}/v1/public/surveys/${id}${query}`, { headers })
  const sign = (subject: string) => signatureOf(world.client, subject)
  const token = (claims: object) => tokenOf(world.client, claims)

  describe('asking', () => {
    it('keeps look, words by band, choices and rules, and leaves out what was not set', async () => {
      const given = {
        metric: 'csat',
        format: 'modal',
        corner: 'top-start',
        display: 'stars',
        byBand: {
          positive: { thanks: 'Great!', link: { label: 'Review us', url: 'https://example.com/review' } },
        },
        choices: ['Price', 'Support'],
        contact: true,
        look: { scheme: 'dark', accent: '#3b45d6', radius: 8, font: 'Inter, sans-serif' },
        rules: {
          when: { event: 'paid', seconds: 3 },
          pages: { include: ['/app/*'] },
          share: 0.5,
          afterAnswered: null,
        },
      }
      const id = await world.newSurvey(given)
      const { metric: _, ...shown } = given
      expect((await asked(id)).body).toMatchObject(shown)
      const plain = await asked(await world.newSurvey())
      expect(Object.keys(plain.body)).not.toEqual(expect.arrayContaining(['look']))
      for (const key of ['look', 'rules', 'byBand', 'choices', 'contact', 'display', 'corner', 'languages']) {
        expect(plain.body).not.toHaveProperty(key)
      }
    })

    it('speaks the language asked for, else the browser’s, else its own', async () => {
      const id = await world.newSurvey({
        metric: 'nps',
        question: 'How likely?',
        translations: {
          de: { question: 'Wie wahrscheinlich?' },
          'pt-BR': { question: 'Qual a chance?', thanks: 'Obrigado!' },
        },
      })
      const question = async (query: string, headers = {}) => (await asked(id, query, headers)).body.question
      expect(await question('')).toBe('How likely?')
      expect(await question('?language=de')).toBe('Wie wahrscheinlich?')
      expect(await question('?language=DE-at')).toBe('Wie wahrscheinlich?')
      expect(await question('', { 'accept-language': 'fr, pt;q=0.9, en;q=0.8' })).toBe('Qual a chance?')
      const german = (await asked(id, '?language=de')).body
      expect(german).toMatchObject({
        language: 'de',
        languages: ['en', 'pt-BR'],
        thanks: 'Vielen Dank für Ihr Feedback.',
      })
      const page = await send(`${world.collector.url}/s/${id}?language=de`)
      expect(page.body).toContain('<html lang="de" dir="ltr">')
      expect(page.body).toContain('Wie wahrscheinlich?')
    })

    it.each([
      ['format', { format: 'billboard' }],
      ['look.accent', { look: { accent: 'red' } }],
      ['look.font', { look: { font: 'x;} body { display: none' } }],
      ['look.radius', { look: { radius: 99 } }],
      [
        'byBand.positive.link.url',
        { byBand: { positive: { link: { label: 'x', url: 'javascript:alert(1)' } } } },
      ],
      ['choices', { choices: Array(13).fill('x') }],
      ['rules.share', { rules: { share: 2 } }],
      ['rules.pages.include.0', { rules: { pages: { include: ['(a+)+$'] } } }],
      ['rules.from', { rules: { from: 'soon' } }],
    ])('422 naming %s', async (field, given) => {
      const { status, body } = await world.client.post('/v1/surveys', { metric: 'nps', ...given })
      expect([status, body.errors[0].field]).toEqual([422, field])
    })

    it('warns of an accent that cannot be told from the card, with the ratio, and saves all the same', async () => {
      const faint = await world.client.post('/v1/surveys', { metric: 'nps', look: { accent: '#ffee88' } })
      expect(faint.status).toBe(201)
      expect(faint.body.warnings).toEqual([
        { field: 'look.accent', detail: expect.stringMatching(/1\.\d\d:1 on the light card/) },
      ])
      const fine = await world.client.post('/v1/surveys', { metric: 'nps', look: { accent: '#6b74f2' } })
      expect(fine.body.warnings).toEqual([])
    })
  })

  describe('answers', () => {
    it('carry ticked reasons, the leave to be contacted, and the word of the host', async () => {
      const survey = await world.newSurvey()
      const respondent = { id: 'ada', signature: await sign('ada') }
      await world.client.publicly(
        save,
        newResponse(survey, { choices: ['Price'], contact: true, respondent }),
      )
      await world.client.publicly(
        save,
        newResponse(survey, { respondent: { id: 'bob', signature: await sign('ada') } }),
      )
      const items = await world.stored(survey)
      const of = (id: string) =>
        items.find((item: { respondent: { id: string } }) => item.respondent.id === id)
      expect(of('ada')).toMatchObject({ choices: ['Price'], contact: true, respondent: { verified: true } })
      expect(of('bob')).toMatchObject({ choices: [], contact: false, respondent: { verified: false } })
      expect(JSON.stringify(items)).not.toContain(respondent.signature)
    })

    it('of a test are stored and left out of the score', async () => {
      const survey = await world.newSurvey()
      const test = newResponse(survey, { test: true })
      await world.client.publicly(save, test)
      await world.client.publicly(save, { ...test, revision: 2, comment: 'trying' })
      expect(await world.stored(survey)).toMatchObject([{ state: 'test', comment: 'trying' }])
      expect(await world.report(survey)).toMatchObject({ n: 0, leftOut: { test: 1 } })
    })

    it('are verified no longer once the secret was changed', async () => {
      const survey = await world.newSurvey()
      const signature = await sign('eve')
      await world.client.post('/v1/workspace/identity-secret')
      await world.client.publicly(save, newResponse(survey, { respondent: { id: 'eve', signature } }))
      expect((await world.stored(survey))[0].respondent.verified).toBe(false)
    })
  })

  describe('an identified person', () => {
    const ask = async (survey: string, query: string) => (await asked(survey, `/asked?${query}`)).body

    it('is left in peace on every device after answering or dismissing', async () => {
      const survey = await world.newSurvey()
      expect(await ask(survey, 'id=ann')).toEqual({ ask: true })
      const ann = { id: 'ann', signature: await sign('ann') }
      await world.client.publicly(save, newResponse(survey, { respondent: ann }))
      expect(await ask(survey, `id=ann&signature=${await sign('ann')}`)).toEqual({
        ask: false,
        rest: 86_400,
        reason: 'answered',
      })
      await world.client.publicly(view, {
        surveyId: survey,
        id: 'v1',
        event: 'dismissed',
        respondent: { token: await token({ email: 'BO@example.com' }) },
      })
      const bo = await token({ email: 'bo@example.com' })
      expect(await ask(survey, `token=${bo}`)).toMatchObject({ ask: false })
      expect(await ask(survey, `id=cat&signature=${await sign('cat')}`)).toEqual({ ask: true })
    })

    it('is told of to nobody whose question is unsigned: who answered, put away and never came are the same', async () => {
      const far = new Date(Date.now() + 1e9).toISOString()
      for (const [rules, expected] of [
        [{ quietDays: 7 }, { ask: true }],
        [{ from: far }, { ask: false, rest: 60 }],
      ] as const) {
        const survey = await world.newSurvey({ metric: 'nps', rules })
        await world.client.publicly(save, newResponse(survey, { respondent: { id: 'answered' } }))
        const respondent = { id: 'away', email: 'away@example.com' }
        await world.client.publicly(view, { surveyId: survey, id: 'v', event: 'dismissed', respondent })
        const forged = `&signature=${await sign('somebody else')}`
        const people = ['id=answered', 'id=away', 'email=away@example.com', 'id=never', 'id=undefined']
        const answers = await Promise.all(
          [...people, ...people.map((one) => one + forged)].map(async (query) => {
            const { status, headers, body } = await asked(survey, `/asked?${query}`)
            const kept = ['cache-control', 'vary', 'etag', 'content-length'].map((name) => headers.get(name))
            return { status, kept, body }
          }),
        )
        for (const answer of answers) expect(answer).toEqual({ ...answers[0], status: 200, body: expected })
      }
    })

    it('is left in peace by the other surveys for the quiet period', async () => {
      const first = await world.newSurvey()
      const [quiet, loud] = [
        await world.newSurvey({ metric: 'nps', rules: { quietDays: 7 } }),
        await world.newSurvey(),
      ]
      await world.client.publicly(view, {
        surveyId: first,
        id: 'v2',
        event: 'shown',
        respondent: { id: 'dan', signature: await sign('dan') },
      })
      expect(await ask(quiet, `id=dan&signature=${await sign('dan')}`)).toEqual({
        ask: false,
        rest: 86_400,
        reason: 'quiet',
      })
      expect(await ask(loud, `id=dan&signature=${await sign('dan')}`)).toEqual({ ask: true })
    })

    it('has to be named', async () => {
      expect((await asked('demo', '/asked')).status).toBe(422)
      expect((await asked('none', '/asked?id=a')).status).toBe(404)
    })
  })
}
