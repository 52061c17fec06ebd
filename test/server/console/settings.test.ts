import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from '../../support/client.ts'
import { type Console, openConsole, textOf } from '../../support/console.ts'

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
})
