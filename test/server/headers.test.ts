import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminKey, type Collector, startCollector } from '../support/collector.ts'
import { freePort } from '../support/sqld.ts'

let collector: Collector
let port: number
beforeAll(async () => {
  port = await freePort()
  collector = await startCollector({ PORT: String(port), PUBLIC_URL: 'https://surveys.example.com' })
})
afterAll(() => collector.close())

// PUBLIC_URL is where people reach it; the test reaches it where it listens.
const at = (path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init })

const pages = ['/', '/demo', '/s/demo', '/console', '/console/surveys/demo']
const answers = [
  '/v1/public/surveys/demo',
  '/openapi.json',
  '/v1/surveys',
  '/nowhere',
  '/s/nowhere',
  '/v1/public/surveys/nowhere',
]

describe('every answer', () => {
  it.each([...pages, ...answers])('%s is guarded', async (path) => {
    const { headers } = await at(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src 'none'/)
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('with a key is for its owner alone to keep', async () => {
    for (const path of ['/v1/surveys', '/v1/workspace', '/v1/surveys/demo/report']) {
      const { headers } = await at(path, { headers: { authorization: `Bearer ${adminKey}` } })
      expect(headers.get('cache-control')).toMatch(/no-store|private/)
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

describe('the console', () => {
  const signIn = (headers: Record<string, string>) =>
    at('/console/sign-in', { method: 'POST', headers, body: new URLSearchParams({ key: adminKey }) })

  it('takes forms from our own pages alone', async () => {
    expect((await signIn({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await signIn({ 'sec-fetch-site': 'cross-site', origin: 'null' })).status).toBe(403)
  })

  it('gives a cookie no script can read, no other path gets, and no plain connection carries', async () => {
    const cookie = (
      await signIn({ origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' })
    ).headers.get('set-cookie')
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/Secure/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).toMatch(/Path=\/console/)
  })
})
