import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../support/client.ts'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

describe('install and share', () => {
  it('says where the survey was seen, and nothing of origins that may not show it', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' })
    const path = `/console/surveys/${id}/install`
    expect(textOf(await app.get(path))).toContain('Not seen yet.')
    const view = (origin: string, n: number) =>
      send(`${app.collector.url}/v1/public/views`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ surveyId: id, id: `view-number-${n}-of-these`, event: 'shown' }),
      })
    expect((await view('https://app.example.com', 1)).status).toBe(200)
    expect((await view('https://app.example.com', 2)).status).toBe(200)
    const page = await app.get(path)
    expect(textOf(page)).toContain('Seen on app.example.com just now.')
    expect(page.body).toContain(`data-survey=&quot;${id}&quot;`)
    await app.api.patch('/v1/workspace', { allowedOrigins: ['https://app.example.com'] })
    expect((await view('https://evil.example', 3)).status).toBe(403)
    await app.api.patch('/v1/workspace', { allowedOrigins: ['*'] })
    expect(textOf(await app.get(path))).not.toContain('evil')
  })

  it('keeps a bounded number of origins, whoever makes them up', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' })
    for (let n = 0; n < 60; n += 1)
      await send(`${app.collector.url}/v1/public/views`, {
        method: 'POST',
        headers: { origin: `https://o${n}.example`, 'content-type': 'application/json' },
        body: JSON.stringify({ surveyId: id, id: `view-number-${n}-of-many`, event: 'shown' }),
      })
    const text = textOf(await app.get(`/console/surveys/${id}/install`))
    expect(text).toMatch(
      /Seen on o\d+\.example just now\. Also on o\d+\.example just now, o\d+\.example just now\./,
    )
  })

  it('has a QR code of the link, and the buttons for a mail of another service', async () => {
    const id = await surveyWith(app.collector, { metric: 'csat' })
    const qr = await app.get(`/console/surveys/${id}/install/qr.svg`)
    expect([qr.status, qr.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    const { body } = await app.get(`/console/surveys/${id}/install?for=mailchimp`)
    expect(body).toContain(`/s/${id}?rating=5&amp;amp;email=*|EMAIL|*`)
  })

  it('says what keeps the survey from a page: its state, its origin, its rules, its dates', async () => {
    const rules = { pages: { include: ['/app/*'] }, until: '2020-01-01T00:00:00.000Z' }
    const id = await surveyWith(app.collector, { metric: 'nps', status: 'draft', rules })
    const check = async (page: string) =>
      textOf(await app.get(`/console/surveys/${id}/install?page=${encodeURIComponent(page)}`))
    await app.api.patch('/v1/workspace', { allowedOrigins: ['http://app.example.com'] })
    const refused = await check('http://evil.example/home')
    expect(refused).toContain('This survey is a draft')
    expect(refused).toContain('Pages of http://evil.example are refused. Allow it')
    expect(refused).toContain('The rules of the survey leave this page out.')
    expect(refused).toContain('The last day of the survey is over.')
    expect(await check('https://app.example.com/app/x')).toContain('browsers do not load the tag there')
    expect(await check('javascript:alert(1)')).toContain('This is no address of a page')
    await app.api.patch(`/v1/surveys/${id}`, { rules: null })
    await app.api.post(`/v1/surveys/${id}/publish`)
    expect(await check('http://app.example.com/app/x')).toContain('Nothing set here keeps the survey from')
    await app.api.patch('/v1/workspace', { allowedOrigins: ['*'] })
    expect(await check('http://evil.example/home')).toContain('Nothing set here keeps the survey from')
  })

  it('has one text to copy for each framework, the links that know who answers, and what a policy must allow', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' })
    const campaign = { surveyId: id, name: 'Spring', from: { address: 'ask@acme.example' } }
    const made = (await app.api.post('/v1/campaigns', campaign)).body.id
    const { body } = await app.get(`/console/surveys/${id}/install`)
    const texts = [...body.matchAll(/<pre[^>]*>([^<]*)<\/pre>/g)].map(([, text]) =>
      text!
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    )
    const one = (part: string) => texts.filter((text) => text.includes(part))
    for (const name of ['react', 'vue', 'svelte', 'react-native'])
      expect(one(`sayso-widget/${name}'`), name).toHaveLength(1)
    expect(one(`/s/${id}?token=`)).toHaveLength(1)
    expect(one(`/s/${id}?email=ada@example.com&name=Ada`)).toHaveLength(1)
    const { origin } = new URL(app.collector.url)
    expect(one('script-src')[0]!.replaceAll('localhost', '127.0.0.1')).toBe(
      `script-src ${origin}; connect-src ${origin}`,
    )
    expect(body).toContain(`href="/console/campaigns/${made}"`)
    expect(body).toContain(`href="/console/new-campaign?survey=${id}"`)
  })
})
