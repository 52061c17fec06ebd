import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { clientOf } from '../support/client.ts'
import { answersOf, expectAnswer, makeSurvey } from './answers.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

const call = (page: Page, ...given: unknown[]) =>
  page.evaluate((given) => (window as unknown as { sayso(...given: unknown[]): void }).sayso(...given), given)

const snippet =
  '<script>window.sayso=window.sayso||function(){(sayso.q=sayso.q||[]).push(arguments)}</script>'

/** The loader as `/sayso/demo.js` sends it: with the data before it. */
const copyOf = async (file: string) => (await fetch(`${collector.url}/${file}`)).text()
const bareLoader = () => readFileSync(new URL('../../dist/widget/sayso.js', import.meta.url), 'utf8')

const newSurvey = (given: object = {}) => makeSurvey(collector, { metric: 'nps', ...given })

const warnings = (problems: readonly string[]) =>
  problems.filter((problem) => /^(warning|info): Sayso/.test(problem))

describe('an origin that is not allowed', () => {
  afterEach(() => clientOf(collector).patch('/v1/workspace', { allowedOrigins: ['*'] }))

  test.each(['sayso/ID.js', 'sayso.js'])('shows nothing and says so once, by %s', async (file) => {
    const id = await newSurvey()
    await clientOf(collector).patch('/v1/workspace', { allowedOrigins: ['https://app.example.com'] })
    const address = site.add(snippet + tag(collector.url, { 'data-survey': id }, file.replace('ID', id)))
    const { page, card, problems, requests, end } = await visit(browser, address)
    const line = `warning: Sayso: ${new URL(address).origin} is not in allowedOrigins`
    await expect.poll(() => warnings(problems)).toEqual([line])
    await call(page, 'show')
    await call(page, 'show', id)
    await page.waitForTimeout(1500)
    expect(await card.count()).toBe(0)
    expect(warnings(problems)).toEqual([line])
    expect(requests.filter((path) => path.startsWith('/v1/')).length).toBeLessThan(5)
    const gates = (await call(page, 'explain')) as unknown as { gate: string; value: string; open: boolean }[]
    expect(gates.find(({ gate }) => gate === 'origin')).toMatchObject({ open: false })
    expect(gates.at(-1)?.value).toContain('is not in allowedOrigins')
    await end()
  })

  test('is not in the way of one that is, by pattern or by name, and the list is not to be read', async () => {
    const id = await newSurvey()
    await clientOf(collector).patch('/v1/workspace', {
      allowedOrigins: ['https://secret.example.com', 'http://127.0.0.1:*'],
    })
    expect(await copyOf(`sayso/${id}.js`)).not.toContain('secret')
    const { card, problems, end } = await visit(browser, site.add(tag(collector.url, {}, `sayso/${id}.js`)))
    await card.getByRole('radio', { name: '9' }).click()
    await expect.poll(async () => (await answersIn(id)).length).toBe(1)
    expect(problems).toEqual([])
    await end()
  })

  test('a sandboxed frame has none, whatever its address', async () => {
    const id = await newSurvey()
    await clientOf(collector).patch('/v1/workspace', { allowedOrigins: ['http://127.0.0.1:*'] })
    const inside = site.add(tag(collector.url, {}, `sayso/${id}.js`))
    const { page, problems, end } = await visit(
      browser,
      site.add(`<iframe sandbox="allow-scripts" src="${inside}"></iframe>`),
    )
    await expect.poll(() => warnings(problems)).toEqual(['warning: Sayso: null is not in allowedOrigins'])
    expect(await page.frameLocator('iframe').locator('sayso-survey').count()).toBe(0)
    await end()
  })
})

const answersIn = async (id: string) =>
  (await clientOf(collector).get(`/v1/surveys/${id}/responses`)).body.items as { rating: number }[]

describe('two tags', () => {
  test('for two surveys in places of their own show both, each with its answer', async () => {
    const [one, two] = [await newSurvey(), await newSurvey()]
    const { page, problems, end } = await visit(
      browser,
      site.add(`<div id="a"></div><div id="b"></div>
        ${tag(collector.url, { 'data-target': '#a' }, `sayso/${one}.js`)}
        ${tag(collector.url, { 'data-survey': two, 'data-target': '#b' })}`),
    )
    await page.locator('#a sayso-survey').getByRole('radio', { name: '9' }).click()
    // The first grew, which moved the second: it takes clicks when it has stood still for half a second.
    await page.waitForTimeout(1000)
    await page.locator('#b sayso-survey').getByRole('radio', { name: '3' }).click()
    await expect.poll(async () => (await answersIn(one)).map(({ rating }) => rating)).toEqual([9])
    await expect.poll(async () => (await answersIn(two)).map(({ rating }) => rating)).toEqual([3])
    expect(problems).toEqual([])
    await end()
  })

  test('for two popovers show one at a time, and say that the other waits; each can be shown', async () => {
    const [one, two] = [await newSurvey({ question: 'One?' }), await newSurvey({ question: 'Two?' })]
    const { page, card, problems, end } = await visit(
      browser,
      site.add(tag(collector.url, {}, `sayso/${one}.js`) + tag(collector.url, {}, `sayso/${two}.js`)),
    )
    await card.waitFor()
    await expect
      .poll(() => warnings(problems))
      .toEqual([expect.stringMatching(/^info: Sayso: survey \S+ waits/)])
    for (const [id, question] of [
      [one, 'One?'],
      [two, 'Two?'],
      [one, 'One?'],
    ] as const) {
      await call(page, 'show', id)
      await card.getByText(question).waitFor()
      expect(await card.count()).toBe(1)
    }
    await call(page, 'close')
    await card.waitFor({ state: 'detached' })
    await end()
  })

  test('of which the later names the person: the answer is theirs', async () => {
    const id = await newSurvey()
    const { page, card, end } = await visit(browser, site.add(tag(collector.url, {}, `sayso/${id}.js`)))
    await card.getByRole('radio', { name: '9' }).click()
    await page.evaluate((src) => {
      const script = Object.assign(document.createElement('script'), { src })
      Object.assign(script.dataset, { respondentId: 'login', properties: '{"plan":"pro"}' })
      document.body.append(script)
    }, `${collector.url}/sayso/${id}.js`)
    await page.waitForFunction(
      () => (window.sayso?.session?.respondent as { id?: string } | undefined)?.id === 'login',
    )
    await page.keyboard.type('Fine')
    await card.getByRole('button', { name: 'Send' }).click()
    await expectAnswer(collector, 'login', { rating: 9, comment: 'Fine', properties: { plan: 'pro' } }, id)
    await end()
  })

  test.each([
    ['first', true],
    ['last', false],
  ])(
    'hear and obey as one: track, listeners, destroy, and consent that the %s requires',
    async (_, isFirst) => {
      const when = { rules: { when: { event: 'go' } } }
      const [one, two] = [await newSurvey(when), await newSurvey(when)]
      const required = { 'data-consent': 'required' }
      const tags = [
        tag(collector.url, { 'data-target': '#a', ...(isFirst && required) }, `sayso/${one}.js`),
        tag(collector.url, { 'data-target': '#b', ...(!isFirst && required) }, `sayso/${two}.js`),
      ]
      const { page, end } = await visit(
        browser,
        site.add(`<div id="a"></div><div id="b"></div>${snippet}
        <script>heard = []; sayso('on', 'shown', () => heard.push(1))</script>
        ${tags.join('').replaceAll('async', '')}`),
      )
      await page.waitForFunction(() => window.sayso?.before?.ready)
      await call(page, 'track', 'go')
      await page.waitForTimeout(800)
      expect(await page.locator('sayso-survey').count()).toBe(0)
      await call(page, 'consent', true)
      await page.locator('#a sayso-survey section').waitFor()
      await page.locator('#b sayso-survey section').waitFor()
      expect(await page.evaluate('heard')).toEqual([1, 1])
      await call(page, 'destroy')
      expect(await page.locator('sayso-survey').count()).toBe(0)
      expect(await page.evaluate('typeof sayso + !!sayso.ready')).toBe('functionfalse')
      await end()
    },
  )
})

describe('a tag', () => {
  const inTarget = { 'data-target': '#here' }
  test.each<[string, (id: string) => Promise<string> | string]>([
    [
      'of type module',
      (id) => tag(collector.url, inTarget, `sayso/${id}.js`).replace('async', 'type="module"'),
    ],
    [
      'of type module without the definition',
      (id) => tag(collector.url, { ...inTarget, 'data-survey': id }).replace('async', 'type="module"'),
    ],
    [
      'inlined',
      async (id) =>
        `<script data-collector="${collector.url}/" data-target="#here">${await copyOf(`sayso/${id}.js`)}</script>`,
    ],
    [
      'inlined as a module',
      async (id) =>
        `<script type="module" data-collector="${collector.url}" data-target="#here">${await copyOf(`sayso/${id}.js`)}</script>`,
    ],
    [
      'inlined without the data before it',
      (id) =>
        `<script data-collector="${collector.url}" data-survey="${id}" data-target="#here">${bareLoader()}</script>`,
    ],
    [
      'renamed',
      (id) =>
        `<script src="${site.addDocument(bareLoader(), { 'content-type': 'text/javascript' })}"
          data-collector="${collector.url}" data-survey="${id}" data-target="#here"></script>`,
    ],
    [
      'that a tag manager stripped and put there',
      (id) => `<script>document.head.append(Object.assign(document.createElement('script'),
        { src: '${collector.url}/sayso/${id}.js' }))</script>`,
    ],
    ['that was imported', (id) => `<script>import('${collector.url}/sayso/${id}.js')</script>`],
    [
      'whose name for the current script the page took',
      (id) => `<img name="currentScript">${tag(collector.url, inTarget, `sayso/${id}.js`)}`,
    ],
  ])('%s shows its survey', async (_, tagFor) => {
    const id = await newSurvey()
    const { page, card, problems, end } = await visit(
      browser,
      site.add(`<div id="here"></div>${await tagFor(id)}`),
    )
    await card.waitFor()
    await page.evaluate('sayso.session.surveyId').then((named) => expect(named).toBe(id))
    expect(problems).toEqual([])
    await end()
  })

  test('twice as one module shows each of its surveys', async () => {
    const [one, two] = [await newSurvey(), await newSurvey()]
    const module = (survey: string, target: string) =>
      tag(collector.url, { 'data-survey': survey, 'data-target': target }).replace('async', 'type="module"')
    const { page, end } = await visit(
      browser,
      site.add(`<div id="a"></div><div id="b"></div>${module(one, '#a')}${module(two, '#b')}`),
    )
    await page.locator('#a sayso-survey section').waitFor()
    await page.locator('#b sayso-survey section').waitFor()
    await end()
  })

  test.each([
    [
      'a copy that does not know its collector',
      () => `<script>${bareLoader()}</script>`,
      'this copy of the script needs data-collector',
    ],
    ['one that names no survey', () => tag(collector.url, {}), 'the tag names no survey (data-survey)'],
  ])('%s says so', async (_, tagFor, line) => {
    const { problems, end } = await visit(browser, site.add(tagFor()))
    await expect.poll(() => warnings(problems)).toEqual([expect.stringContaining(line)])
    await end()
  })

  test('in the head shows a survey that is asked for before there is a body', async () => {
    const id = await newSurvey()
    const script = tag(collector.url, {}, `sayso/${id}.js`).replace('async ', '')
    const { card, end } = await visit(
      browser,
      site.addDocument(`<!doctype html><title>Head</title><script>window.sayso=function(){(sayso.q=sayso.q||[]).push(arguments)};
        sayso('show')</script>${script}<script>sayso('show')</script><body><p>Body`),
    )
    await card.waitFor()
    await end()
  })

  test('whose renderer cannot load says so, and explain is there', async () => {
    const id = await newSurvey()
    const { page, problems, end } = await visit(browser, site.elsewhere)
    await page.route('**/widget/**', (route) => route.abort())
    await page.goto(site.add(tag(collector.url, {}, `sayso/${id}.js`)))
    const line = `the widget cannot be loaded from ${collector.url}`
    await expect.poll(() => warnings(problems)).toEqual([`warning: Sayso: ${line}`])
    const gates = (await call(page, 'explain')) as unknown as { gate: string; value: string }[]
    expect(gates.at(-1)).toMatchObject({ gate: 'verdict', value: line })
    await end()
  })

  test.each([
    [
      'its own data',
      (id: string, text: string) => text.replace(/renderer-[\w-]+\.js/, `renderer-gone${id.slice(0, 3)}.js`),
      true,
    ],
    [
      'a name nobody serves',
      (_: string, text: string) => text.replace(/widget\/renderer-[\w-]+\.js/, 'widget/old/gone.js'),
      false,
    ],
  ])('from before a deployment finds the renderer of today, by %s', async (_, age) => {
    const id = await newSurvey()
    const old = site.addDocument(age(id, await copyOf(`sayso/${id}.js`)), {
      'content-type': 'text/javascript',
    })
    const { card, end } = await visit(
      browser,
      site.add(
        `<script async src="${old}" data-collector="${collector.url}" data-respondent-id="old"></script>`,
      ),
    )
    await card.getByRole('radio', { name: '9' }).click()
    await expectAnswer(collector, 'old', { rating: 9 }, id)
    await end()
  })
})

describe('explain', () => {
  type Gates = { gate: string; value: string; open: boolean }[]
  const explain = async (page: Page, ...given: unknown[]) =>
    (await call(page, 'explain', ...given)) as unknown as Gates

  test('ends with a verdict in words: until when somebody rests, and by which rule', async () => {
    const id = await newSurvey()
    const { page, card, end } = await visit(browser, site.add(tag(collector.url, {}, `sayso/${id}.js`)))
    await card.waitFor()
    expect((await explain(page)).at(-1)?.value).toBe(`survey ${id} is on the page`)
    await card.getByRole('radio', { name: '9' }).click()
    await expect.poll(() => answersIn(id)).toHaveLength(1)
    await page.reload()
    await page.waitForFunction('window.sayso?.ready')
    const date = (time: number, year?: 'numeric') =>
      new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year })
    const until = date(Date.now() + 90 * 86_400_000, 'numeric')
    const said = (await explain(page)).at(-1)
    expect(said?.value).toBe(
      `survey ${id} rests until ${until}: answered ${date(Date.now())}, rule 90 days (default)`,
    )
    await end()
  })

  test('waits for no collector that is silent', async () => {
    const { page, end } = await visit(browser, site.add(tag(collector.url, { 'data-survey': 'silent' })))
    await page.waitForFunction('window.sayso?.ready')
    await page.route('**/v1/public/**', () => {})
    const began = Date.now()
    expect((await explain(page)).at(-1)?.value).toMatch(/there is no such survey|does not answer/)
    expect(Date.now() - began).toBeLessThan(20_000)
    await end()
  })

  test('names a lock that another tab holds', async () => {
    const [one, two] = [await newSurvey(), await newSurvey()]
    const first = await visit(browser, site.add(tag(collector.url, {}, `sayso/${one}.js`)))
    await first.card.waitFor()
    const second = await first.page.context().newPage()
    await second.goto(site.add(tag(collector.url, {}, `sayso/${two}.js`)))
    await second.waitForFunction('window.sayso?.ready')
    const gates = await explain(second)
    expect(gates.find(({ gate }) => gate === 'lock')?.value).toBe('held by another tab')
    expect(gates.at(-1)?.value).toContain('the lock is held by another tab')
    await first.end()
  })
})

test('a refusal that is final is asked for once', async () => {
  const { page, requests, end } = await visit(browser, site.add(tag(collector.url, {})))
  await page.waitForFunction('window.sayso?.ready')
  await page.route('**/v1/public/**', (route) =>
    route.fulfill({
      status: 422,
      headers: { 'access-control-allow-origin': '*' },
      json: { code: 'invalid' },
    }),
  )
  await call(page, 'show', 'refused')
  await page.waitForTimeout(2500)
  expect(requests.filter((path) => path.includes('refused'))).toHaveLength(1)
  expect(await answersOf(collector, 'nobody')).toEqual([])
  await end()
})
