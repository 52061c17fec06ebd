import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, newResponse, send } from '../../support/client.ts'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { signedInCookie } from '../../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

describe('the settings', () => {
  it('are saved as the API saves them, each error at its field', async () => {
    const wrong = await app.post('/console/settings', {
      name: 'Acme',
      quietDays: '-1',
      allowedOrigins: 'acme',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain('id="field-quietDays-wrong"')
    expect(wrong.body).toContain('id="field-allowedOrigins-wrong"')
    const allowedOrigins = 'https://app.example.com\nhttps://*.example.com'
    const given = { name: 'Acme', timezone: 'Europe/Berlin', quietDays: '14', allowedOrigins }
    expect((await app.post('/console/settings', { ...given, answersKeptDays: '800' })).status).toBe(303)
    expect((await app.api.get('/v1/workspace')).body).toMatchObject({
      ...{ name: 'Acme', timezone: 'Europe/Berlin', quietDays: 14, answersKeptDays: 800 },
      allowedOrigins: ['https://app.example.com', 'https://*.example.com'],
    })
    const back = { name: '', timezone: 'UTC', quietDays: 0, allowedOrigins: ['*'], answersKeptDays: null }
    expect((await app.api.patch('/v1/workspace', { ...back, name: 'Acme' })).status).toBe(200)
    expect(textOf(await app.get('/console/settings'))).toContain('Acme')
  })

  it('make a key that opens the API and is shown once, and revoke it, but never the one signed in with', async () => {
    const made = await app.post('/console/settings/keys', { label: 'Import <x>' })
    const key = made.body.match(/sayso_[\w-]{43}/)[0]
    const items = async () => (await app.api.get('/v1/keys')).body.items as { id: string; label: string }[]
    const { id } = (await items()).find(({ label }) => label === 'Import <x>')!
    expect((await clientOf({ ...app.collector, key }).get('/v1/surveys')).status).toBe(200)
    const page = await app.get('/console/settings/keys')
    expect(page.body).not.toContain(key)
    expect(textOf(page)).toContain('You are signed in with it')
    expect((await app.post('/console/settings/keys', { revoke: id })).status).toBe(303)
    expect((await clientOf({ ...app.collector, key }).get('/v1/surveys')).status).toBe(401)
    const own = (await items()).find(({ label }) => label === 'SAYSO_ADMIN_KEY')!
    expect((await app.post('/console/settings/keys', { revoke: own.id })).status).toBe(409)
    expect((await app.api.get('/v1/keys')).status).toBe(200)
  })

  it('show the identity secrets, and make new ones only when that is meant', async () => {
    const page = '/console/settings/secrets'
    const secretsNow = async () => {
      const { tokenSecret, addressSecret } = (await app.api.get('/v1/workspace')).body
      return [tokenSecret, addressSecret] as string[]
    }
    const before = await secretsNow()
    for (const secret of before) expect((await app.get(page)).body).toContain(secret)
    expect((await app.post(page, { deed: 'identity' })).status).toBe(422)
    expect(await secretsNow()).toEqual(before)
    expect((await app.post(page, { deed: 'identity', sure: 'yes' })).status).toBe(303)
    const after = await secretsNow()
    expect(after.filter((secret) => before.includes(secret))).toEqual([])
    for (const secret of after) expect((await app.get(page)).body).toContain(secret)
  })

  it('sign links with a new key, those of before to end as chosen', async () => {
    const page = '/console/settings/secrets'
    expect(textOf(await app.get(page))).toContain('Links are signed with the key of the start.')
    expect((await app.post(page, { deed: 'links', older: 'soon' })).status).toBe(422)
    expect((await app.post(page, { deed: 'links', older: '7' })).status).toBe(303)
    const [made] = (await app.api.get('/v1/workspace/link-secret')).body.items
    const days = (Date.parse(made.olderLinksEndAt) - Date.parse(made.createdAt)) / 86_400_000
    expect(days).toBeCloseTo(7, 3)
    expect(textOf(await app.get(page))).toContain('Links signed before it end on')
  })

  it('choose the rules of themes for all surveys that have none of their own', async () => {
    const rules = { name: 'Ours <b>', themes: { pricing: ['price'] } }
    const { id } = (await app.api.post('/v1/codebooks', rules)).body
    const page = '/console/settings/themes'
    expect((await app.get(page)).body).toContain('Ours &lt;b&gt;')
    expect((await app.post(page, { codebook: 'none' })).status).toBe(422)
    expect((await app.post(page, { codebook: id })).status).toBe(303)
    expect((await app.api.get('/v1/workspace')).body.codebook).toBe(id)
    expect((await app.api.get('/v1/surveys/demo/codebook')).body).toMatchObject({ codebook: { id } })
    expect((await app.post(page, { codebook: '' })).status).toBe(303)
    expect((await app.api.get('/v1/workspace')).body.codebook).toBeNull()
  })

  it('list what was imported, and take it back', async () => {
    const survey = (await app.api.post('/v1/surveys', { metric: 'nps', name: 'Brought' })).body.id
    const answers = `/v1/surveys/${survey}`
    const given = { file: 'old <i>.csv', hash: 'a', mapping: { rating: 'Score' } }
    const { id } = (await app.api.post(`${answers}/imports`, given)).body
    await fetch(`${app.collector.url}${answers}/import?import=${id}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${app.collector.key}`,
        'content-type': 'application/x-ndjson',
      },
      body: [9, 10, 3].map((rating, place) => JSON.stringify({ id: `i${place}`, rating })).join('\n'),
    })
    await app.api.post(`${answers}/imports/${id}/finish`, { read: 5, refused: 2 })
    await app.api.publicly('/v1/public/responses', newResponse(survey, { rating: 8 }))

    expect(textOf(await app.get('/console/settings/imports'))).toMatch(
      /old &lt;i&gt;\.csv .* Brought 3 2 done/,
    )
    const page = `/console/settings/imports/${id}`
    expect(textOf(await app.get(page))).toContain('3 answers of it go')
    expect((await app.post(page, {})).status).toBe(303)
    expect(textOf(await app.get(page))).toContain('none of its answers is left')
    expect((await app.api.get(`${answers}/report`)).body.n).toBe(1)
    expect(textOf(await app.get('/console/settings/imports'))).toContain('taken back')
    expect((await app.get('/console/settings/imports/none')).status).toBe(404)
  })

  it('say what a check of the database found, as the API does, and give a backup', async () => {
    const found = await app.post('/console/settings/data', {})
    expect(textOf(found)).toMatch(/All is well\. .*Intact, SQLite \d.*Equal to the answers/)
    const cookie = await signedInCookie(app.collector)
    const backup = await fetch(`${app.collector.url}/console/settings/backup`, { headers: { cookie } })
    expect(backup.headers.get('content-disposition')).toMatch(/^attachment; filename="sayso-[\d-]+\.db"$/)
    expect((await backup.text()).slice(0, 15)).toBe('SQLite format 3')
  })

  it('keep the whole server and other workspaces from who has a key of another one', async () => {
    const { key } = (await app.api.post('/v1/workspaces', { name: 'Other' })).body
    const cookie = await signedInCookie({ ...app.collector, key })
    const see = (path: string, method = 'GET') =>
      send(app.collector.url + path, { method, headers: { cookie, origin: app.collector.url } })
    expect(textOf(await see('/console/settings/data'))).toContain('a key of its first workspace')
    expect((await see('/console/settings/data', 'POST')).status).toBe(404)
    expect((await see('/console/settings/backup')).status).toBe(404)
    expect(textOf(await see('/console/settings/imports'))).toContain('Nothing was imported yet.')
  })
})
