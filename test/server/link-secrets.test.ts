import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { keyringOf } from '../../server/links/keyring.ts'
import { linkFor } from '../../server/links/link-urls.ts'
import type { Link } from '../../server/links/token.ts'
import { clientOf, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { secretsOf } from '../support/linkSecrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'sayso-secrets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [older, newer] = ['the-older-secret-of-the-environment', 'the-newer-secret-of-the-environment']
const withSecrets = (...secrets: string[]) =>
  startCollector({ DATABASE_URL: `file:${join(folder, 'links.db')}`, SAYSO_SECRET: secrets.join(', ') })

/** Signs whatever a test wants signed, as nobody but the server could. */
async function forge(collector: Collector, given: Partial<Link>): Promise<string> {
  const link = {
    purpose: 'invitation',
    workspaceId: 'main',
    surveyId: 'demo',
    invitation: 'x',
    ...given,
  } as const
  return linkFor(await keyringOf(link.workspaceId, secretsOf(older)), collector.url, {
    expiresAt: Date.now() + 60_000,
    ...link,
  })
}
const statusOf = async (link: string) => (await send(link)).status
const tell = (link: string) =>
  send(link, { method: 'POST', body: JSON.stringify({ visit: 'v', step: 1, rating: 9, sign: 'key' }) })

describe('a correctly signed link', () => {
  it('is 404 for another workspace’s survey and for none, 410 when expired, and answers nothing', async () => {
    const collector = await withSecrets(older)
    const client = clientOf(collector)
    const made = (await client.post('/v1/workspaces', { name: 'Other' })).body
    const other = clientOf({ url: collector.url, key: made.key })
    const theirs = (await other.post('/v1/surveys', { metric: 'nps' })).body.id
    for (const [given, status] of [
      [{}, 200],
      [{ workspaceId: made.id }, 404],
      [{ surveyId: theirs }, 404],
      [{ surveyId: 'none' }, 404],
      [{ workspaceId: made.id, surveyId: theirs }, 200],
      [{ expiresAt: Date.now() - 1000 }, 410],
    ] as const) {
      const link = await forge(collector, given)
      expect([given, await statusOf(link)]).toEqual([given, status])
      if (status !== 200) expect((await tell(link)).status).toBe(status)
      if (status === 410) expect((await tell(link)).body.code).toBe('link-expired')
    }
    for (const key of [client, other]) {
      const { items } = (await key.get('/v1/surveys')).body
      for (const { id } of items)
        expect((await key.get(`/v1/surveys/${id}/responses`)).body.items).toEqual([])
    }
    await collector.close()
  })

  it('stays valid while its secret is listed, also after the environment replaces the secret of the database', async () => {
    const first = await startCollector({ DATABASE_URL: `file:${join(folder, 'links.db')}` })
    const pathOf = (link: string) => new URL(link).pathname
    const mint = async (collector: Collector) =>
      pathOf((await clientOf(collector).post('/v1/surveys/demo/invitations', {})).body.link)
    const kept = await mint(first)
    await first.close()

    const second = await withSecrets(older)
    const old = await mint(second)
    for (const path of [kept, old]) expect(await statusOf(second.url + path)).toBe(200)
    await second.close()

    const third = await withSecrets(newer, older)
    for (const path of [kept, old, await mint(third)]) expect(await statusOf(third.url + path)).toBe(200)
    await third.close()

    const fourth = await withSecrets(newer)
    expect(await statusOf(fourth.url + kept)).toBe(200)
    expect(await statusOf(fourth.url + old)).toBe(404)
    await fourth.close()
  })

  it('of before workspaces had keys of their own still opens, and ends with the older ones of its workspace', async () => {
    const secret = 'a-secret-of-before-of-thirty-two-characters'
    const collector = await startCollector({ SAYSO_SECRET: secret })
    const client = clientOf(collector)
    const made = (await client.post('/v1/workspaces', { name: 'Other' })).body
    const other = clientOf({ url: collector.url, key: made.key })
    const theirs = (await other.post('/v1/surveys', { metric: 'nps' })).body.id
    const mac = (text: string) => createHmac('sha256', secret).update(text).digest()
    const old = (workspaceId: string, surveyId: string) => {
      const text = JSON.stringify(['invitation', workspaceId, surveyId, 'x', 4e9, 'u1'])
      const bytes = [mac('the name of this key').subarray(0, 4), mac(text), Buffer.from(text)]
      return `${collector.url}/i/${Buffer.concat(bytes).toString('base64url')}`
    }
    const [ours, others] = [old('main', 'demo'), old(made.id, theirs)]
    for (const link of [ours, others]) expect(await statusOf(link)).toBe(200)
    expect((await tell(ours)).status).toBe(204)
    await other.post(`/v1/workspace/link-secret?olderLinksEndAt=${new Date().toISOString()}`)
    expect([await statusOf(ours), await statusOf(others)]).toEqual([200, 410])
    expect((await tell(others)).body.code).toBe('link-expired')
    await collector.close()
  })

  it('ends with the secret of the server when its owner withdraws that, in every workspace', async () => {
    const collector = await startCollector()
    const client = clientOf(collector)
    const made = (await client.post('/v1/workspaces', { name: 'Other' })).body
    const other = clientOf({ url: collector.url, key: made.key })
    const theirs = (await other.post('/v1/surveys', { metric: 'nps' })).body.id
    const mint = async () => [
      (await client.post('/v1/surveys/demo/invitations', {})).body.link as string,
      (await other.post(`/v1/surveys/${theirs}/invitations`, {})).body.link as string,
    ]
    const statuses = async (links: string[]) => Promise.all(links.map(statusOf))
    const before = await mint()
    const now = () => encodeURIComponent(new Date().toISOString())
    expect((await client.post('/v1/workspaces/link-secret')).status).toBe(204)
    expect(await statuses(before)).toEqual([200, 200])
    await client.post(`/v1/workspaces/link-secret?olderLinksEndAt=${now()}`)
    // Another workspace hears of it within a minute, as its keys are kept that long.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
    expect(await statuses(before)).toEqual([410, 410])
    expect(await statuses(await mint())).toEqual([200, 200])
    vi.useRealTimers()
    await collector.close()
  })
})
