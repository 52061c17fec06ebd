import { request as ask, createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { freePort } from '../support/sqld.ts'
import { expectAnswer } from './answers.ts'
import { type HostSite, openHostSite, tag } from './hostSite.ts'
import { visit } from './visit.ts'

/** A proxy that serves a collector below a path and nothing beside it, and takes the path away or keeps it. */
async function proxyOf(port: number, at: number, path: string, isKept: boolean): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const url = incoming.url ?? ''
    if (!url.startsWith(`${path}/`) && url.split('?')[0] !== path) {
      outgoing.writeHead(418).end()
      return
    }
    const { method, headers } = incoming
    const passedUrl = isKept ? url : url.slice(path.length) || '/'
    const passed = ask({ port, host: '127.0.0.1', method, path: passedUrl, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
  await new Promise<void>((listening) => server.listen(at, '127.0.0.1', listening))
  return server
}

let browser: Browser
let site: HostSite
beforeAll(async () => {
  ;[browser, site] = await Promise.all([launchChromium(), openHostSite()])
})
afterAll(() => Promise.all([browser?.close(), site?.close()]))

describe.concurrent.each([
  ['/feedback', true],
  ['/feedback', false],
  ['/sayso', true],
  ['/sayso', false],
  ['/a/b', true],
])('under %s, which the proxy keeps: %s', (path, isKept) => {
  let inside: Collector
  let collector: Collector
  let proxy: Server

  beforeAll(async () => {
    const [port, outer] = [await freePort(), await freePort()]
    const url = `http://127.0.0.1:${outer}${path}`
    inside = await startCollector({ PORT: String(port), PUBLIC_URL: `${url}/` })
    proxy = await proxyOf(port, outer, path, isKept)
    collector = { ...inside, url }
    expect((proxy.address() as AddressInfo).port).toBe(outer)
  })
  afterAll(async () => {
    await inside?.close()
    proxy?.close()
    proxy?.closeAllConnections()
  })

  test.each(['sayso.js', 'sayso/demo.js', 'integrations/web/v1/library/demo/delighted.js'])(
    'the tag %s asks and saves',
    async (file) => {
      const who = { 'data-survey': 'demo', 'data-respondent-id': file }
      const { page, card, problems, end } = await visit(browser, site.add(tag(collector.url, who, file)))
      await page.waitForFunction('window.sayso?.ready')
      await page.evaluate("sayso('show', 'demo')")
      await card.getByRole('radio', { name: '9' }).click()
      await expectAnswer(collector, file, { rating: 9 })
      expect(problems).toEqual([])
      await end()
    },
  )

  test('the survey as a page, its form, the receipt and an invitation stay under it', async () => {
    const { page, problems, end } = await visit(browser, `${collector.url}/s/demo`)
    await page.getByRole('radio', { name: '7' }).check()
    await page.getByRole('button').click()
    await page.getByRole('link').click()
    await page.getByRole('radio', { name: '8' }).check()
    await page.getByRole('button').first().click()
    await page.getByRole('heading').waitFor()
    const { body } = await clientOf(collector).post('/v1/surveys/demo/invitations', {
      respondent: { id: 'invited' },
    })
    expect(body.link.startsWith(`${collector.url}/i/`)).toBe(true)
    await page.goto(body.link)
    await page.getByRole('radio', { name: '6' }).check()
    await page.getByRole('button').click()
    await page.getByRole('heading').waitFor()
    await expectAnswer(collector, 'invited', { rating: 6 })
    await page.goto(body.unsubscribe.replace('/u/', '/u/x'))
    expect(problems.filter((problem) => !/404/.test(problem))).toEqual([])
    await end()
  })

  test('the console, its links, forms and cookie stay under it', async () => {
    const { page, end } = await visit(browser, collector.url)
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).first().click()
    await page.getByLabel('API key').fill(collector.key)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Surveys' })
      .filter({ visible: true })
      .click()
    await page.getByRole('link', { name: 'Demo', exact: true }).click()
    await page.getByRole('link', { name: 'Themes' }).click()
    await page.getByRole('main').getByRole('link', { name: 'Report' }).click()
    await page.getByRole('navigation').getByRole('link', { name: 'Surveys' }).first().click()
    expect((await page.context().cookies()).map((cookie) => cookie.path)).toEqual([`${path}/console`])
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('API key').waitFor()
    await page.goto(`${collector.url}/demo`)
    await page.locator('sayso-survey section').waitFor()
    await end()
  })

  test('the API is there, and says so', async () => {
    const { servers } = (await clientOf(collector).get('/openapi.json')).body
    expect(servers).toEqual([{ url: collector.url }])
    expect((await clientOf(collector).get('/v1/surveys')).status).toBe(200)
    expect((await fetch(`${collector.url}/nothing`)).status).toBe(404)
  })
})
