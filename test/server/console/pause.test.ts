import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newResponse, send } from '../../support/client.ts'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { type MailServer, startMailServer } from '../../support/mailServer.ts'
import { surveyWith } from '../../support/reports.ts'
import { freePort } from '../../support/sqld.ts'

let app: Console
let mails: MailServer
beforeAll(async () => {
  mails = await startMailServer()
  const port = await freePort()
  const place = { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` }
  app = await openConsole({ SMTP_URL: mails.url, ...place })
})
afterAll(async () => {
  await app?.close()
  await mails?.close()
})

const state = (id: string, deed: string) => app.post(`/console/surveys/${id}/state`, { deed })

describe('a paused survey', () => {
  it('asks nobody, takes what those say who were asked before, and asks again when it is resumed', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', name: 'Pausing' })
    const asked = async () =>
      Promise.all(
        [`/v1/public/surveys/${id}`, `/s/${id}`].map(
          async (path) => (await send(app.collector.url + path)).status,
        ),
      )
    expect(await asked()).toEqual([200, 200])
    expect((await state(id, 'pause')).status).toBe(303)
    expect(await asked()).toEqual([410, 410])
    expect((await send(`${app.collector.url}/sayso/${id}.js`)).body).toContain(`"closed":"manually"`)
    expect((await app.api.publicly('/v1/public/responses', newResponse(id))).status).toBe(201)
    for (const page of ['', '/edit', '/install', '/versions'])
      expect(textOf(await app.get(`/console/surveys/${id}${page}`))).toMatch(/paused/i)
    expect(textOf(await app.get('/console?search=Pausing'))).toMatch(/Paused since \d+ \w+ \d{4}/)
    expect(textOf(await app.get('/console/surveys'))).toMatch(/Pausing .* Paused 1 1/)
    await state(id, 'resume')
    expect(await asked()).toEqual([200, 200])
    expect(textOf(await app.get('/console'))).not.toContain('Paused')
  })

  it('is paused and resumed by a call, and says since when', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' })
    const { body } = await app.api.post(`/v1/surveys/${id}/pause`)
    expect([body.status, Date.parse(body.pausedAt)]).toEqual(['live', expect.closeTo(Date.now(), -4)])
    expect((await app.api.post(`/v1/surveys/${id}/pause`)).body.pausedAt).toBe(body.pausedAt)
    expect((await app.api.post(`/v1/surveys/${id}/resume`)).body.pausedAt).toBeNull()
    await app.api.post(`/v1/surveys/${id}/pause`)
    expect((await app.api.post(`/v1/surveys/${id}/publish`)).body.pausedAt).toBeNull()
    expect((await app.api.post(`/v1/surveys/${id}/close`)).status).toBe(200)
    expect((await app.api.post(`/v1/surveys/${id}/pause`)).body.code).toBe('conflict')
    expect((await state(id, 'pause')).status).toBe(409)
  })

  it('lets its campaigns wait, and go on when it is resumed', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' })
    const from = { address: 'ask@acme.example' }
    const campaign = (await app.api.post('/v1/campaigns', { surveyId: id, from })).body
    await app.api.post(`/v1/campaigns/${campaign.id}/people`, [{ email: 'ada@example.com' }])
    await state(id, 'pause')
    await app.api.post(`/v1/campaigns/${campaign.id}/start`)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(mails.received).toHaveLength(0)
    expect(textOf(await app.get(`/console/campaigns/${campaign.id}`))).toContain('Its survey is paused.')
    await state(id, 'resume')
    await expect.poll(() => mails.received.length, { timeout: 10_000 }).toBe(1)
  })
})
