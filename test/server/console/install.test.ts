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
})
