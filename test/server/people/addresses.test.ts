import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Client, clientOf, newResponse, send } from '../../support/client.ts'
import { adminKey, type Collector } from '../../support/collector.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer } from '../../support/mailServer.ts'

/** Everything of the person begins so: their id, their address and their name. */
const mark = 'zebedee'
const email = `${mark}.quux@example.com`
const folder = mkdtempSync(join(tmpdir(), 'sayso-addresses-'))

/** What a proxy or a platform before the collector logs: the address of every request. */
const log: string[] = []
const proxy = createServer((incoming, outgoing) => {
  log.push(`${incoming.method} ${incoming.url}`)
  const { method, headers } = incoming
  incoming.pipe(
    request(collector.url + incoming.url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    }),
  )
})

let collector: Collector
let mailServer: MailServer
let client: Client
let url: string
let cookie: string
let campaign: string
let survey: string

beforeAll(async () => {
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  ;({ mailServer, collector } = await startMailing(undefined, { PUBLIC_URL: url }))
  client = clientOf({ url, key: adminKey })
  const signedIn = await fetch(`${url}/console/sign-in`, {
    ...{ method: 'POST', redirect: 'manual', headers: { origin: url } },
    body: new URLSearchParams({ key: adminKey }),
  })
  cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
  await client.patch('/v1/workspace', { accountProperty: 'company' })
  survey = (await client.post('/v1/surveys', { metric: 'nps' })).body.id
  const who = { email, name: 'Zebedee Quux' }
  for (const respondent of [{ ...who, id: `${mark}-77` }, { email: `${mark}.alone@example.com` }])
    await client.publicly(
      '/v1/public/responses',
      newResponse(survey, { respondent, comment: 'slow', contact: true, properties: { company: 'Acme' } }),
    )
  const from = { address: 'us@example.com' }
  campaign = (await client.post('/v1/campaigns', { surveyId: survey, from })).body.id
  const many = Array.from({ length: 120 }, (_, n) => ({ email: `${mark}${n}@example.com` }))
  await client.post(`/v1/campaigns/${campaign}/people`, [who, ...many])
})
afterAll(async () => {
  proxy.closeAllConnections()
  proxy.close()
  await collector.close()
  await mailServer.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Whether an address tells of the person, as it stands or in one of its parts as base64. */
function tells(address: string): boolean {
  const plain = decodeURIComponent(address.replaceAll('+', ' '))
  const parts = plain.split(/[/?&= ]/).map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  return [plain, ...parts.map(unescape)].some(
    (text) => text.toLowerCase().includes(mark) || text.includes('%40'),
  )
}

const page = (path: string) => send(url + path, { headers: { cookie }, redirect: 'manual' })
const submit = (path: string, fields: Record<string, string>) =>
  send(url + path, {
    ...{ method: 'POST', redirect: 'manual' as const, headers: { cookie, origin: url } },
    body: new URLSearchParams(fields),
  })

/** Every address that a page leads to, with those that its forms send to. */
function linksOf(html: string): string[] {
  return [...html.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map(([, link]) =>
    link!.replaceAll('&amp;', '&'),
  )
}

function sayso(...args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, SAYSO_URL: url, SAYSO_KEY: adminKey }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['server/cli.ts', ...args], { env }, (error, out, err) =>
      error ? reject(new Error(err)) : resolve(out),
    )
  })
}

describe('no address says who somebody is', () => {
  it('of the console, whatever is clicked or searched for', async () => {
    const begun = log.length
    const seen = new Set<string>()
    const found: string[] = []
    const queue = [
      `/console/campaigns/${campaign}/people`,
      '/console/people',
      '/console/answers',
      '/console/accounts',
    ]
    const goOn = (links: readonly string[]) => {
      const own = links.filter((link) =>
        /^\/console\/(people|answers|accounts|campaigns)\b(?!.*\/(state|test)$)/.test(link),
      )
      found.push(...links.filter(tells))
      queue.push(...own.map((link) => link.replace(/#.*/, '')))
    }
    const searches = [`${mark}.alone@example.com`, mark, 'zebedee5@example.com']
    for (const text of searches) goOn([(await submit('/console/people', { text })).headers.get('location')!])
    for (const path of ['/console/answers', `/console/answers?survey=${survey}`])
      goOn([(await submit(path, { deed: 'search', text: email })).headers.get('location')!])
    while (queue.length > 0 && seen.size < 120) {
      const path = queue.shift()!
      const kind = path.replace(/[\w-]{40,}/g, 'KEY')
      // Each kind of page a few times: filters combine to thousands.
      if (
        seen.has(path) ||
        [...seen].filter((each) => each.replace(/[\w-]{40,}/g, 'KEY') === kind).length > 3
      )
        continue
      seen.add(path)
      const { status, headers, body } = await page(path)
      expect([200, 303], path).toContain(status)
      goOn(status === 303 ? [headers.get('location')!] : linksOf(typeof body === 'string' ? body : ''))
    }
    const visited = [...seen]
    for (const part of ['why-not?', '/erase', '/file', '/people?find=', 'answers?find=', '/people?after='])
      expect(
        visited.filter((path) => path.includes(part)),
        part,
      ).not.toEqual([])
    expect(found).toEqual([])
    expect(log.slice(begun).filter(tells)).toEqual([])
  })

  it('of the console, after its forms', async () => {
    const begun = log.length
    const list = await submit('/console/people', { text: email })
    const [person] = linksOf((await page(list.headers.get('location')!)).body).filter((link) =>
      link.startsWith('/console/people/'),
    )
    for (const deed of ['suppress', 'allow'])
      expect((await submit(person!, { deed })).headers.get('location')).toBe(`${person}#consent`)
    expect((await submit(`${person}/erase`, { name: 'wrong' })).status).toBe(422)
    expect(log.slice(begun).length).toBeGreaterThan(4)
    expect(log.slice(begun).filter(tells)).toEqual([])
  })

  it('of the command line', async () => {
    const begun = log.length
    await sayso('campaign', 'check', campaign)
    expect(await sayso('campaign', 'leave', campaign, `${mark}7@EXAMPLE.com`)).toContain('no further mail')
    const answers = join(folder, 'answers.csv')
    writeFileSync(answers, `rating,email,answered\n9,${mark}.old@example.com,2026-01-05\n`)
    await sayso('import', answers, '--survey', survey)
    expect(log.slice(begun).filter((line) => line.includes('/people/'))).toHaveLength(1)
    expect(log.slice(begun).filter(tells)).toEqual([])
  })

  it('of a mail, which has its links signed and short', async () => {
    await client.post(`/v1/campaigns/${campaign}/start`)
    await vi.waitFor(() => expect(mailServer.received.length).toBeGreaterThan(0), 10_000)
    await client.post(`/v1/campaigns/${campaign}/pause`)
    const mails = await Promise.all(mailServer.received.map(({ raw }) => PostalMime.parse(raw)))
    const links = mails.flatMap(({ html, text }) => `${html} ${text}`.match(/https?:\/\/[^\s"<>]+/g) ?? [])
    expect(links.length).toBeGreaterThan(2)
    expect(links.filter(tells)).toEqual([])
  })

  it('of the API, which takes keys for all there is by person, and tells the ids of before that they end', async () => {
    const keyOf = async (person: string) => (await client.post('/v1/respondents/key', { person })).body.key
    const key = await keyOf(email)
    expect(await keyOf(email)).toBe(key)
    expect(tells(`/v1/respondents/${key}`)).toBe(false)
    const other = clientOf({ url, key: (await client.post('/v1/workspaces', { name: 'Other' })).body.key })
    const forged = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`
    const location = (await client.post('/v1/suppressions', { email })).headers.get('location')!
    expect(location).toBe(`/v1/suppressions/${key}`)
    for (const path of [
      '/v1/respondents/',
      `/v1/campaigns/${campaign}/people/`,
      '/v1/suppressions/',
      `/v1/surveys/${survey}/why-not/`,
    ]) {
      const { status, headers, body } = await client.get(path + key)
      const before = await client.get(path + encodeURIComponent(email))
      expect([status, headers.get('deprecation')], path).toEqual([200, null])
      expect([before.status, before.headers.get('link')]).toEqual([200, `<${key}>; rel="successor-version"`])
      expect(before.headers.get('deprecation')).toMatch(/^@\d+$/)
      expect({ ...before.body, at: body.at }).toEqual({ ...body, at: body.at })
      if (path.includes('why-not')) continue
      expect((await client.get(path + forged)).status).toBe(404)
      expect((await other.get(path + key)).status).toBe(404)
    }
    expect((await client.erase(location)).status).toBe(204)
    expect((await client.get(location)).status).toBe(404)
    expect((await client.erase(`/v1/respondents/${key}`)).body.responses).toBe(1)
  })

  it('of the widget: whom it asks about is in the body, and by the query as earlier widgets ask', async () => {
    const path = `/v1/public/surveys/${survey}/asked`
    const byBody = await client.publicly(path, { email })
    const byQuery = await send(`${url}${path}?${new URLSearchParams({ email })}`)
    expect(byBody).toMatchObject({ status: 200, body: { ask: true } })
    expect(byBody.headers.get('cache-control')).toBe('no-store')
    expect(byBody.headers.get('deprecation')).toBeNull()
    expect(byQuery).toMatchObject({ status: 200, body: byBody.body })
    expect(byQuery.headers.get('deprecation')).toMatch(/^@\d+$/)
    expect((await client.publicly(path, {})).status).toBe(422)
  })
})
