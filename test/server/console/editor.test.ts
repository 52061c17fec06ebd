import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../support/client.ts'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

/** The fields of the editor, as a browser would send them. */
async function fieldsOf(id: string): Promise<Record<string, string>> {
  const { body } = await app.get(`/console/surveys/${id}/edit`)
  const form = String(body).match(/<form class="stack" id="editor".*?<\/form>/s)![0]
  const inputs = [...form.matchAll(/<input [^>]*type="(\w+)"[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*>/g)]
  const areas = [...form.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>\n?([^<]*)</g)]
  const selects = [...form.matchAll(/<select [^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs)]
  const plain = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  return Object.fromEntries([
    ...inputs
      .filter(([tag, type]) => type !== 'checkbox' || tag.includes(' checked'))
      .map(([, , name, value]) => [name!, plain(value!)]),
    ...areas.map(([, name, value]) => [name!, plain(value!)]),
    ...selects.map(([, name, options]) => [
      name!,
      plain(options!.match(/value="([^"]*)" selected/)?.[1] ?? options!.match(/value="([^"]*)"/)![1]!),
    ]),
  ])
}

describe('making a survey', () => {
  it('makes a draft under the chosen id, which nobody is asked by', async () => {
    const answer = await app.post('/console/new-survey', {
      ...{ kind: 'thumbs', name: 'Docs <b>', language: 'de', touchpoint: 'docs', id: 'docs-feedback' },
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/console/surveys/docs-feedback/edit',
    ])
    const { body } = await app.api.get('/v1/surveys/docs-feedback')
    expect(body).toMatchObject({ status: 'draft', metric: 'csat', scale: '0-1', display: 'thumbs' })
    expect(body).toMatchObject({ name: 'Docs <b>', language: 'de', touchpoint: 'docs' })
    expect((await send(`${app.collector.url}/v1/public/surveys/docs-feedback`)).status).toBe(404)
  })

  it.each([
    ['docs-feedback', 'is taken'],
    ['Docs', 'must be 3 to 48 lower-case letters'],
    ['abcdefghijkl-abcdefghijkl', 'must be 3 to 48 lower-case letters'],
  ])('refuses the id %s, at its field', async (id, words) => {
    const { status, body } = await app.post('/console/new-survey', { kind: 'nps', name: 'Kept', id })
    expect(status).toBe(422)
    expect(body).toMatch(new RegExp(`id="field-id-wrong">${words}`))
    expect(body).toMatch(
      /name="id" aria-describedby="field-id-wrong field-id-hint" aria-invalid="true" autofocus/,
    )
    expect(body).toContain('value="Kept"')
  })

  it('takes no form from another site', async () => {
    const { status, body } = await app.post('/console/new-survey', { kind: 'nps' }, 'https://evil.example')
    expect([status, body]).toEqual([403, expect.stringContaining('sent from another site')])
  })
})

describe('the editor', () => {
  it('sends back what it was given: saving without a change changes nothing', async () => {
    const definition = {
      ...{ metric: 'nps', name: 'All & sundry', question: 'Is "it" <good>?', choices: ['Price', 'Speed'] },
      ...{ contact: true, format: 'modal', touchpoint: 'exit', look: { accent: '#0b6b60', digits: 'latin' } },
      byBand: { positive: { thanks: 'Yay', link: { label: 'Review', url: 'https://g2.example/' } } },
      translations: { de: { question: 'Ist es gut?' } },
      rules: {
        ...{ when: { seconds: 5, exit: true }, pages: { include: ['/app/*', '/x'] }, share: 0.07 },
        audience: [
          { property: 'plan', is: ['pro', 3, true] },
          { property: 'role', not: ['a b'] },
        ],
        ...{ afterAnswered: null, quota: 400, from: '2026-01-01T09:30:00Z' },
      },
      status: 'draft',
    }
    const id = await surveyWith(app.collector, definition)
    const { updatedAt: _, ...before } = (await app.api.get(`/v1/surveys/${id}`)).body
    const saved = await app.post(`/console/surveys/${id}/edit`, { ...(await fieldsOf(id)), deed: 'save' })
    expect(saved.status).toBe(303)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject(before)
  })

  it('saves words, look, rules and what comes after of a draft, without a version for each save', async () => {
    const id = await surveyWith(app.collector, { metric: 'csat', status: 'draft' })
    const fields = {
      ...(await fieldsOf(id)),
      ...{ question: 'How was it?', display: 'stars', contact: 'yes', choices: 'Price\n\n Speed ' },
      ...{ 'byBand.negative.commentPrompt': 'What went wrong?', 'look.radius': '12', deed: 'save' },
      ...{ 'rules.pages.include': '/app/*', 'rules.when.seconds': '5', 'rules.share': '50' },
      ...{ 'rules.audience': 'plan is pro, team\nseats is not 1', 'rules.until': '2030-01-01' },
    }
    expect((await app.post(`/console/surveys/${id}/edit`, fields)).status).toBe(303)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({
      ...{ version: 1, question: 'How was it?', display: 'stars', contact: true },
      ...{ choices: ['Price', 'Speed'], byBand: { negative: { commentPrompt: 'What went wrong?' } } },
      look: { radius: 12 },
      rules: {
        ...{ pages: { include: ['/app/*'] }, when: { seconds: 5 }, share: 0.5 },
        audience: [
          { property: 'plan', is: ['pro', 'team'] },
          { property: 'seats', not: [1] },
        ],
        until: '2030-01-01T00:00:00Z',
      },
    })
    const says = textOf(await app.get(`/console/surveys/${id}/edit`))
    expect(says).toContain(
      'Asks 50 % of people with plan pro or team and seats not 1 on /app/* , 5 seconds in',
    )
  })

  it.each([
    ['question', ''],
    ['look.accent', 'red'],
    ['rules.share', '101'],
    ['rules.share', 'many'],
    ['rules.audience', 'nonsense'],
    ['rules.pages.include', 'app'],
    ['byBand.positive.link.url', 'http://plain.example'],
    ['format', 'balloon'],
  ])('says at the field %s what is wrong with “%s”, and keeps what was typed', async (field, value) => {
    const id = await surveyWith(app.collector, { metric: 'nps', status: 'draft' })
    const sent = { ...(await fieldsOf(id)), name: 'Typed', [field]: value, deed: 'save' }
    const { status, body } = await app.post(`/console/surveys/${id}/edit`, sent)
    expect(status).toBe(422)
    expect(body).toMatch(new RegExp(`id="field-${field.replaceAll('.', '\\.')}-wrong">`))
    expect(body.match(/ autofocus/g)).toHaveLength(1)
    expect(body).toContain('value="Typed"')
    expect((await app.api.get(`/v1/surveys/${id}`)).body.name).not.toBe('Typed')
  })

  it('shows what would be different in a live survey, and publishes it only then', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', question: 'Old?' })
    const sent = { ...(await fieldsOf(id)), question: 'New?', 'rules.share': '30' }
    const review = await app.post(`/console/surveys/${id}/edit`, { ...sent, deed: 'review' })
    expect(review.status).toBe(200)
    expect(textOf(review)).toMatch(/2 changes against what is live .*Question Old\? New\?.*asked none 30/)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 1, question: 'Old?' })
    expect((await app.post(`/console/surveys/${id}/edit`, { ...sent, deed: 'publish' })).status).toBe(303)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 2, question: 'New?' })
    expect(textOf(await app.get(`/console/surveys/${id}/versions`))).toMatch(
      /2 \d.*Question, Percent of them asked/,
    )
    expect((await app.post(`/console/surveys/${id}/versions`, { version: '1' })).status).toBe(303)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 3, question: 'Old?' })
  })

  it('publishes what is typed in a draft', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', status: 'draft' })
    const fields = { ...(await fieldsOf(id)), question: 'Typed?', deed: 'start' }
    const { headers } = await app.post(`/console/surveys/${id}/edit`, fields)
    expect(headers.get('location')).toBe(`/console/surveys/${id}/install`)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({
      ...{ status: 'live', version: 1, question: 'Typed?' },
    })
  })

  it('publishes, closes, reopens and duplicates', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', name: 'State', status: 'draft' })
    const state = (deed: string) => app.post(`/console/surveys/${id}/state`, { deed })
    const status = async () => (await app.api.get(`/v1/surveys/${id}`)).body.status
    expect((await state('publish')).headers.get('location')).toBe(`/console/surveys/${id}/install`)
    expect(await status()).toBe('live')
    await state('close')
    expect(await status()).toBe('closed')
    await state('reopen')
    expect(await status()).toBe('live')
    const copy = (await state('duplicate')).headers.get('location')!.split('/')[3]!
    expect((await app.api.get(`/v1/surveys/${copy}`)).body).toMatchObject({
      ...{ status: 'draft', name: 'Copy of State', version: 1 },
    })
    expect((await state('explode')).status).toBe(422)
  })

  it('previews by the widget what is typed, in a frame of ours alone, and saves nothing', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', question: 'Saved?', status: 'draft' })
    const typed = new URLSearchParams({ ...(await fieldsOf(id)), question: 'Typed "?' })
    typed.set('preview.step', 'commenting')
    typed.set('preview.rating', '3')
    const { body, headers } = await app.get(`/console/surveys/${id}/preview?${typed}`)
    const shown = JSON.parse(body.match(/data-shown="([^"]*)"/)[1].replaceAll('&quot;', '"'))
    expect(shown).toMatchObject({ survey: { question: 'Typed "?' }, step: 'commenting', rating: 3 })
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect((await app.api.get(`/v1/surveys/${id}`)).body.question).toBe('Saved?')
  })
})
