import type { createElement } from 'react'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressOf, eventOf, SurveyWebView } from '../../widget/wrappers/react-native.tsx'
import { clientOf } from '../support/client.ts'
import { ask, expectAnswer } from './answers.ts'
import { browser, collector, site } from './opened.ts'

interface Told {
  readonly channel: string
  readonly message: unknown
}

/** Puts every channel an app may give to a page into it; each keeps what it was told beyond the page. */
const giveChannels = () => {
  const keep = (channel: string) => (message: unknown) => {
    const told = JSON.parse(sessionStorage.getItem('told') ?? '[]')
    sessionStorage.setItem('told', JSON.stringify([...told, { channel, message }]))
  }
  Object.assign(window, {
    ReactNativeWebView: { postMessage: keep('ReactNative') },
    webkit: { messageHandlers: { sayso: { postMessage: keep('WKWebView') } } },
    SaysoAndroid: { postMessage: keep('Android') },
    Sayso: { postMessage: keep('Flutter') },
    flutter_inappwebview: { callHandler: (_: string, message: string) => keep('InAppWebView')(message) },
  })
}

const channels = ['ReactNative', 'WKWebView', 'Android', 'Flutter', 'InAppWebView']

const linkFor = async (id: string) =>
  (await clientOf(collector).post('/v1/surveys/demo/invitations', { respondent: { id } })).body.link as string

describe('a page in an app', () => {
  test.each([
    ['a survey', async (id: string) => `${collector.url}/s/demo?id=${id}&embed=app`, 'page'],
    ['an invitation', async (id: string) => `${await linkFor(id)}?embed=app`, 'email'],
  ])('of %s tells every channel what happens, under a strict policy', async (kind, addressFor, channel) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => problems.push(message.text()))
    await page.addInitScript(giveChannels)
    const response = await page.goto(await addressFor(kind))
    expect(response?.headers()['content-security-policy']).not.toMatch(/unsafe|script-src[^;]*\*/)
    await page.getByRole('radio', { name: '9' }).check()
    await page.getByRole('textbox').fill('Fine')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('heading').waitFor()
    await expectAnswer(collector, kind, { rating: 9, comment: 'Fine', channel })
    const told: Told[] = await page.evaluate(() => JSON.parse(sessionStorage.getItem('told')!))
    for (const name of channels) {
      const heard = told
        .filter((each) => each.channel === name)
        .map(({ message }) => eventOf(message as string))
      expect(heard.filter((each) => each?.event !== 'resize')).toEqual([
        { event: 'ready', survey: 'demo' },
        { event: 'rated', survey: 'demo', rating: 9 },
        { event: 'done', survey: 'demo', rating: 9 },
      ])
      expect(heard).toContainEqual({ event: 'resize', survey: 'demo', height: expect.any(Number) })
    }
    expect(problems).toEqual([])
    await context.close()
  })

  test('can be put away, and says so; one that cannot ask says why', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.addInitScript(giveChannels)
    const last = async () => {
      const told: Told[] = await page.evaluate(() => JSON.parse(sessionStorage.getItem('told')!))
      return told
        .map(({ message }) => eventOf(message as string))
        .findLast((each) => each?.event === 'dismissed')
    }
    await page.goto(`${collector.url}/s/demo?embed=app`)
    await page.getByRole('button', { name: 'Close' }).click()
    expect(await last()).toEqual({ event: 'dismissed', survey: 'demo' })
    await page.goto(`${collector.url}/s/nowhere?embed=app`)
    expect(await last()).toEqual({ event: 'dismissed', survey: '', reason: 'not-found' })
    await context.close()
  })

  test('without embed has neither script nor button, and what the app adds is no property', async () => {
    const plain = await (await fetch(`${collector.url}/s/demo`)).text()
    expect(plain).not.toMatch(/embed\.js|data-dismiss/)
    await ask(collector, '/v1/surveys/demo/report')
    const { items } = await ask<{ items: { properties: object }[] }>(collector, '/v1/surveys/demo/responses')
    for (const { properties } of items) expect(Object.keys(properties ?? {})).toEqual([])
  })
})

describe('a page in a frame', () => {
  let allowed: string
  beforeAll(() => {
    allowed = new URL(site.elsewhere).origin
  })
  afterAll(() => clientOf(collector).patch('/v1/workspace', { allowedOrigins: ['*'] }))

  const framing = () =>
    site.add(`<script>heard = []; addEventListener('message', ({ data, origin }) => heard.push({ ...data, origin }))</script>
      <iframe width="700" height="700" src="${collector.url}/s/demo?embed=app"></iframe>`)

  test('of an allowed origin tells it, at its origin, also after the form was sent', async () => {
    await clientOf(collector).patch('/v1/workspace', { allowedOrigins: [allowed] })
    const page = await browser.newPage()
    await page.goto(framing())
    const frame = page.frameLocator('iframe')
    await frame.getByRole('radio', { name: '8' }).check()
    await frame.getByRole('button', { name: 'Send' }).click()
    const events = async () =>
      ((await page.evaluate('heard')) as { event: string; source: string; origin: string }[])
        .filter(
          ({ event, source, origin }) => event !== 'resize' && source === 'sayso' && origin === collector.url,
        )
        .map(({ event }) => event)
    await expect.poll(events).toEqual(['ready', 'rated', 'done'])
    await page.close()
  })

  test('of another origin is not shown at all, nor without embed', async () => {
    await clientOf(collector).patch('/v1/workspace', {
      allowedOrigins: ['https://app.example.com', 'https://*.example.org', 'myapp://*', 'http://[::1]:*'],
    })
    const page = await browser.newPage()
    await page.goto(framing())
    await page.waitForTimeout(500)
    expect(await page.evaluate('heard')).toEqual([])
    expect(await page.frameLocator('iframe').getByRole('radio').count()).toBe(0)
    const policyOf = async (path: string) => {
      const { headers } = await fetch(`${collector.url}${path}`)
      const ancestors = headers.get('content-security-policy')?.match(/frame-ancestors ([^;]*)/)?.[1]
      return [ancestors, headers.get('x-frame-options')]
    }
    expect(await policyOf('/s/demo?embed=app')).toEqual([
      "'self' https://app.example.com https://*.example.org myapp://*",
      null,
    ])
    expect(await policyOf('/s/demo')).toEqual(["'none'", 'DENY'])
    await page.close()
  })
})

describe('a return address', () => {
  const way = async (address: string) => {
    const query = new URLSearchParams({ return: address })
    const text = await (await fetch(`${collector.url}/s/demo?${query}`)).text()
    return text.includes('data-dismiss')
  }
  afterAll(() => clientOf(collector).patch('/v1/workspace', { allowedOrigins: ['*'] }))

  test('leads to origins and apps the workspace names, nowhere else', async () => {
    await clientOf(collector).patch('/v1/workspace', {
      allowedOrigins: ['*', 'https://app.example.com', 'https://*.example.org', 'myapp://*'],
    })
    for (const address of [
      'https://app.example.com/x?y=1',
      'https://a.example.org',
      'myapp://done',
      'myapp:///x',
    ])
      expect([address, await way(address)]).toEqual([address, true])
    for (const address of [
      ...['https://evil.example', '//evil.example', '/x', 'x', 'javascript:alert(1)', 'otherapp://done', ''],
      ...['https://app.example.com@evil.example', 'data:text/html,x', 'http://app.example.com'],
      'https://app.example.com.evil.example',
    ])
      expect([address, await way(address)]).toEqual([address, false])
  })

  test('is kept until the thanks, and not stored', async () => {
    await clientOf(collector).patch('/v1/workspace', { allowedOrigins: ['myapp://*'] })
    const page = await browser.newPage()
    await page.goto(`${collector.url}/s/demo?id=returning&plan=pro&return=myapp%3A%2F%2Fdone`)
    await page.getByRole('radio', { name: '7' }).check()
    await page.getByRole('button', { name: 'Send' }).click()
    expect(await page.getByRole('link', { name: 'Close' }).getAttribute('href')).toBe('myapp://done')
    await expectAnswer(collector, 'returning', { rating: 7, properties: { plan: 'pro' } })
    await page.close()
  })
})

describe('the React Native component', () => {
  test('shows the page of a survey or a link, and tells what happens', () => {
    const heard: unknown[] = []
    const WebView = () => null
    const props = {
      WebView,
      collector: 'https://c.example/',
      survey: 'demo',
      on: (event: unknown) => heard.push(event),
    }
    const { type, props: given } = SurveyWebView({ ...props, query: { id: 'ann & co' } }) as ReturnType<
      typeof createElement<{
        source: { uri: string }
        originWhitelist: string[]
        onMessage(event: object): void
      }>
    >
    expect(type).toBe(WebView)
    expect(given.source.uri).toBe('https://c.example/s/demo?id=ann%20%26%20co&embed=app')
    expect(given.originWhitelist).toEqual(['https://c.example'])
    given.onMessage({
      nativeEvent: { data: '{"source":"sayso","event":"rated","survey":"demo","rating":9}' },
    })
    given.onMessage({ nativeEvent: { data: 'noise' } })
    given.onMessage({ nativeEvent: { data: '{"source":"other"}' } })
    expect(heard).toEqual([{ event: 'rated', survey: 'demo', rating: 9 }])
    expect(addressOf({ collector: '', link: 'https://c.example/i/x?rating=9' })).toBe(
      'https://c.example/i/x?rating=9&embed=app',
    )
  })
})
