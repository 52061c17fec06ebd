import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { directionOf } from '../../../shared/direction.ts'
import { clientOf, send } from '../../support/client.ts'
import { startCollector } from '../../support/collector.ts'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { importAnswers, signedInCookie, surveyWith } from '../../support/reports.ts'

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
    const read = review.body.match(/name="read" value="([^"]*)"/)[1]
    const published = await app.post(`/console/surveys/${id}/edit`, { ...sent, read, deed: 'publish' })
    expect(published.status).toBe(303)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 2, question: 'New?' })
    expect(textOf(await app.get(`/console/surveys/${id}/versions`))).toMatch(
      /2 \d.*Question, Percent of them asked/,
    )
  })

  it('keeps what is written of a live survey until it is published or discarded, and asks as before', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', question: 'Old?' })
    const edit = (fields: object) => app.post(`/console/surveys/${id}/edit`, fields as Record<string, string>)
    const save = async (changed: object) => edit({ ...(await fieldsOf(id)), ...changed, deed: 'autosave' })
    const saved = await save({ question: 'Half?', 'rules.share': '30' })
    expect(saved.status).toBe(204)
    const opened = await app.get(`/console/surveys/${id}/edit`)
    expect(textOf(opened)).toContain('Live, version 1 · 2 changes not published')
    expect(await fieldsOf(id)).toMatchObject({ question: 'Half?', 'rules.share': '30' })
    expect((await fieldsOf(id)).read).toBe(saved.headers.get('etag')!.replaceAll('"', ''))
    expect((await app.get(`/console/surveys/${id}/preview`)).body).toContain('Half?')
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 1, question: 'Old?' })
    await edit({ ...(await fieldsOf(id)), deed: 'discard' })
    expect(await fieldsOf(id)).toMatchObject({ question: 'Old?', 'rules.share': '' })
    await edit({ ...(await fieldsOf(id)), question: 'Kept?', deed: 'save' })
    expect((await fieldsOf(id)).question).toBe('Kept?')
    await edit({ ...(await fieldsOf(id)), deed: 'publish' })
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 2, question: 'Kept?' })
    expect(textOf(await app.get(`/console/surveys/${id}/edit`))).not.toContain('not published')
  })

  it('shows what an older version would change before it is restored', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', question: 'First?' })
    await app.api.patch(`/v1/surveys/${id}`, { question: 'Second?', threshold: null })
    const restore = (fields: object) =>
      app.post(`/console/surveys/${id}/versions`, { version: '1', ...fields })
    const review = await restore({})
    expect(textOf(review)).toMatch(/Publish version 3 .*1 change .*Question Second\? First\?/)
    expect((await app.api.get(`/v1/surveys/${id}`)).body.version).toBe(2)
    await app.api.patch(`/v1/surveys/${id}`, { thanks: 'Thanks!' })
    const again = await restore({ read: '2', deed: 'publish' })
    expect(textOf(again)).toMatch(/2 changes .*Thanks Thanks! .*Version 3 was published after you began/)
    expect((await restore({ read: '3', deed: 'publish' })).status).toBe(303)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 4, question: 'First?' })
  })

  it.each(['draft', 'live'])(
    'writes over nothing that another window saved in a %s one unseen',
    async (status) => {
      const id = await surveyWith(app.collector, { metric: 'nps', question: 'Old?', status })
      const edit = (fields: object) =>
        app.post(`/console/surveys/${id}/edit`, fields as Record<string, string>)
      const [here, there] = [await fieldsOf(id), await fieldsOf(id)]
      expect((await edit({ ...there, question: 'There?', deed: 'autosave' })).status).toBe(204)
      const refused = await edit({ ...here, thanks: 'Here', deed: 'autosave' })
      expect([refused.status, refused.body.detail]).toEqual([
        409,
        'This survey was changed in another window or by somebody else.',
      ])
      const asked = await edit({ ...here, thanks: 'Here', deed: 'save' })
      expect([asked.status, textOf(asked)]).toEqual([
        409,
        expect.stringMatching(/Saved there Written here.*Question There\? Old\? .*Thanks .* Here/),
      ])
      expect((await fieldsOf(id)).question).toBe('There?')
      const read = asked.body.match(/name="read" value="([^"]*)"/)[1]
      expect((await edit({ ...here, thanks: 'Here', read, deed: 'save' })).status).toBe(303)
      expect(await fieldsOf(id)).toMatchObject({ question: 'Old?', thanks: 'Here' })
    },
  )

  it('shows again what is different when another version was published meanwhile', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', question: 'Old?' })
    const sent = { ...(await fieldsOf(id)), thanks: 'Mine', deed: 'publish' }
    await app.api.patch(`/v1/surveys/${id}`, { question: 'Theirs?' })
    const review = await app.post(`/console/surveys/${id}/edit`, sent)
    expect(review.status).toBe(200)
    expect(textOf(review)).toMatch(/Version 2 was published after you began/)
    expect(textOf(review)).toMatch(/Publish version 3 .*Question Theirs\? Old\? .*Thanks .* Mine/)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 2, question: 'Theirs?' })
  })

  it('publishes what is typed in a draft', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', status: 'draft' })
    const fields = { ...(await fieldsOf(id)), question: 'Typed?', deed: 'start' }
    const { headers } = await app.post(`/console/surveys/${id}/edit`, fields)
    expect(headers.get('location')).toBe(`/console/surveys/${id}/install#state`)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({
      ...{ status: 'live', version: 1, question: 'Typed?' },
    })
  })

  it('publishes, closes, reopens and duplicates', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', name: 'State', status: 'draft' })
    const state = (deed: string) => app.post(`/console/surveys/${id}/state`, { deed })
    const status = async () => (await app.api.get(`/v1/surveys/${id}`)).body.status
    expect((await state('publish')).headers.get('location')).toBe(`/console/surveys/${id}/install#state`)
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

  it('saves a draft while it is written, and says which field is not right', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', status: 'draft' })
    const fields = { ...(await fieldsOf(id)), deed: 'autosave' }
    const save = (changed: object) => app.post(`/console/surveys/${id}/edit`, { ...fields, ...changed })
    expect((await save({ question: 'Typed so far' })).status).toBe(204)
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({
      ...{ status: 'draft', version: 1, question: 'Typed so far' },
    })
    const wrong = await save({ question: '' })
    expect([wrong.status, wrong.body.errors]).toEqual([
      422,
      [{ field: 'question', detail: 'must not be empty' }],
    ])
    expect((await app.api.get(`/v1/surveys/${id}`)).body.question).toBe('Typed so far')
  })

  it('publishes nothing by itself: a survey that asks meanwhile is left as it is', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', question: 'Asked?', status: 'draft' })
    const fields = { ...(await fieldsOf(id)), question: 'Typed?', deed: 'autosave' }
    await app.post(`/console/surveys/${id}/state`, { deed: 'publish' })
    const { status, body } = await app.post(`/console/surveys/${id}/edit`, fields)
    expect([status, body.code]).toEqual([409, 'conflict'])
    expect((await app.api.get(`/v1/surveys/${id}`)).body).toMatchObject({ version: 1, question: 'Asked?' })
  })

  it('previews any format, and either direction, on a desktop and on a phone', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', choices: ['Price'] })
    const { body: editor } = await app.get(`/console/surveys/${id}/edit`)
    for (const name of ['step', 'rating', 'format', 'window', 'scheme', 'direction'])
      expect(editor).toMatch(new RegExp(`<select name="preview.${name}" form="editor">`))
    expect(editor).toContain('<option value="3">3 · Detractor</option>')
    const shown = async (query: Record<string, string>) => {
      const { body } = await app.get(`/console/surveys/${id}/preview?${new URLSearchParams(query)}`)
      return JSON.parse(body.match(/data-shown="([^"]*)"/)[1].replaceAll('&quot;', '"')).survey
    }
    const asSet = await shown({})
    expect([asSet.format, directionOf(asSet.language)]).toEqual(['popover', 'ltr'])
    const turned = await shown({ 'preview.format': 'bar', 'preview.direction': 'rtl' })
    expect(turned).toEqual({ ...asSet, format: 'bar', language: turned.language })
    expect(directionOf(turned.language)).toBe('rtl')
    expect(directionOf((await shown({ 'preview.direction': 'ltr', language: 'ar' })).language)).toBe('ltr')
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

describe('the languages of a survey', () => {
  const edit = async (id: string, changed: Record<string, string>) =>
    app.post(`/console/surveys/${id}/edit`, { ...(await fieldsOf(id)), ...changed })
  const surveyIn = async (translations: object | null, more: object = {}) =>
    surveyWith(app.collector, { metric: 'nps', question: 'Good?', status: 'draft', translations, ...more })
  const saved = async (id: string) => (await app.api.get(`/v1/surveys/${id}`)).body.translations

  it('are added, written and saved; what is left empty is shown as built in', async () => {
    const id = await surveyIn(null, { choices: ['Price'] })
    const added = await edit(id, { deed: 'add-language', addLanguage: 'de', question: 'Typed?' })
    expect(added.status).toBe(200)
    expect(added.body).toMatch(/>\s*Typed\?<\/textarea>/)
    expect(added.body).toMatch(
      /name="translations\.de\.question" [^>]*value="" [^>]*lang="de" placeholder="Wie wahrscheinlich/,
    )
    expect(await saved(id)).toBeNull()
    const german = { 'translations.de.question': ' Gut? ', 'translations.de.choices': 'Preis\n' }
    await edit(id, { ...german, 'translations.de.byBand.negative.thanks': 'Schade', deed: 'save' })
    const words = { question: 'Gut?', choices: ['Preis'], byBand: { negative: { thanks: 'Schade' } } }
    expect(await saved(id)).toEqual({ de: words })
    const shown = (await app.get(`/console/surveys/${id}/edit`)).body
    expect(shown).toContain('value="Gut?"')
    await edit(id, { 'translations.de.byBand.negative.thanks': '', deed: 'save' })
    expect(await saved(id)).toEqual({ de: { question: 'Gut?', choices: ['Preis'] } })
  })

  it('are chosen one at a time, and what was typed in another goes along', async () => {
    const words = { send: 'Los' }
    const id = await surveyIn({ de: { question: 'Gut?', words }, fr: { question: 'Bon ?' } })
    const switched = await edit(id, { 'translations.de.question': 'Besser?', deed: 'language:fr' })
    expect(switched.body).toContain('value="Bon ?"')
    expect(switched.body).toContain('<input type="hidden" name="translations.de.question" value="Besser?">')
    await edit(id, {
      'translations.de.question': 'Besser?',
      'translations.fr.question': 'Mieux ?',
      deed: 'save',
    })
    expect(await saved(id)).toEqual({ de: { question: 'Besser?', words }, fr: { question: 'Mieux ?' } })
  })

  it('are removed, which publishing shows by language and text', async () => {
    const id = await surveyIn({ de: { question: 'Gut?' }, fr: { question: 'Bon ?' } }, { status: 'live' })
    const gone = await edit(id, { deed: 'remove-language:de' })
    expect(gone.body).not.toContain('language:de"')
    const removed = { 'translations.de.removed': 'yes', 'translations.fr.question': 'Mieux ?' }
    const review = textOf(await edit(id, { ...removed, deed: 'review' }))
    expect(review).toContain('German: Question Gut? none')
    expect(review).toContain('French: Question Bon ? Mieux ?')
    await edit(id, { ...removed, deed: 'publish' })
    expect(await saved(id)).toEqual({ fr: { question: 'Mieux ?' } })
  })

  it('keep a link where it leads, and translate its label alone', async () => {
    const link = (label: string, url = 'https://a.example/') => ({ positive: { link: { label, url } } })
    const elsewhere = { byBand: link('Là', 'https://b.example/') }
    const id = await surveyIn({ de: { byBand: link('Hier') }, fr: elsewhere }, { byBand: link('Here') })
    await edit(id, {
      'byBand.positive.link.url': 'https://c.example/',
      'translations.de.byBand.positive.link.label': 'Dort',
      'translations.fr.byBand.positive.link.label': 'Voilà',
      deed: 'save',
    })
    expect(await saved(id)).toEqual({
      de: { byBand: link('Dort', 'https://c.example/') },
      fr: { byBand: link('Voilà', 'https://b.example/') },
    })
  })

  it('say at their field what is wrong', async () => {
    const id = await surveyIn({ de: { question: 'Gut?' } })
    const { status, body } = await edit(id, { 'translations.de.question': 'x'.repeat(501), deed: 'save' })
    expect(status).toBe(422)
    expect(body).toContain('id="field-translations.de.question-wrong">must have at most 500 characters')
  })
})

describe('the rules in numbers', () => {
  const day = 86_400_000

  it('are told from the showings and answers of the last four weeks, of a survey that asks', async () => {
    const today = Date.now()
    // Before the server starts, which keeps the clock.
    vi.useFakeTimers({ toFake: ['Date'], now: today - 5 * day })
    const collector = await startCollector()
    const says = async (id: string) => {
      const cookie = await signedInCookie(collector)
      return textOf(await send(`${collector.url}/console/surveys/${id}/edit`, { headers: { cookie } }))
    }
    const answers = Array.from({ length: 320 }, (_, n) => ({
      ...{ id: `s${n}`, rating: [3, 8, 10, 10][n % 4] },
      answeredAt: new Date(today - (1 + (n % 40)) * day).toISOString(),
    }))
    const id = await surveyWith(collector, { metric: 'nps' })
    const client = clientOf(collector)
    const show = (n: number) =>
      client.publicly('/v1/public/views', { surveyId: id, id: `view-number-${n}`, event: 'shown' })
    const shown = await Promise.all(Array.from({ length: 56 }, (_, n) => show(n)))
    expect(new Set(shown.map(({ status }) => status))).toEqual(new Set([200]))
    vi.setSystemTime(today)
    await importAnswers(collector, id, answers)
    // 8 answers a day. ±5 needs 1056 of this spread, and so 19 weeks: the next that is looked at is the 26th.
    expect(await says(id)).toMatch(/By the last 28 days: about 2 people a day; ±5 NPS after 26 weeks/)
    await client.post(`/v1/surveys/${id}/close`)
    expect(await says(id)).not.toContain('By the last')
    vi.useRealTimers()
    await collector.close()
  })

  it('are not told of what was never shown', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' })
    expect(textOf(await app.get(`/console/surveys/${id}/edit`))).not.toContain('By the last')
  })
})
