import { expect, test } from 'vitest'
import { expectAnswer } from '../answers.ts'
import { strictPolicy } from '../hostSite.ts'
import { browser, collector, site } from '../opened.ts'
import { visit } from '../visit.ts'
import { answer, answerOn, harm, tagFor } from './guest.ts'
import { documentOf, type HostPage } from './hostPage.ts'

const open = (host: HostPage, person: string) =>
  visit(browser, site.addDocument(documentOf(host, tagFor(person)), host.headers))

test.concurrent.each([
  ['strict', ''],
  ['strict, and silent to other sites', 'same-origin'],
])('a page under a policy that is %s, with Trusted Types', async (_, opener) => {
  const headers = { ...strictPolicy(collector.url), ...(opener && { 'cross-origin-opener-policy': opener }) }
  await answerOn({ headers })
})

test.concurrent('a page whose default Trusted Types policy refuses everything', async () => {
  const refuse = `trustedTypes.createPolicy('default', { createHTML: () => null, createScript: () => null, createScriptURL: () => null })`
  const policy = `require-trusted-types-for 'script'; trusted-types default; connect-src ${collector.url}; style-src 'none'; img-src 'none'; font-src 'none'; frame-src 'none'`
  await answerOn({ head: `<script>${refuse}</script>`, headers: { 'content-security-policy': policy } })
})

test.concurrent.each([
  ['in quirks mode', ''],
  [
    'in limited quirks mode',
    '<!doctype html public "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
  ],
])('a page %s', async (_, doctype) => {
  await answerOn({ doctype })
})

test.concurrent('a frame without its own origin, whose storage throws', async () => {
  const inside = site.addDocument(documentOf({}, tagFor('framed')))
  const { page, problems, end } = await visit(
    browser,
    site.add(`<iframe sandbox="allow-scripts" width="700" height="600" src="${inside}"></iframe>`),
  )
  const frame = page.frameLocator('iframe')
  await answer({ page, card: frame.locator('sayso-survey section') } as never)
  await expectAnswer(collector, 'framed', { rating: 9, revision: 2 })
  expect(problems).toEqual([])
  await end()
})

test.concurrent('a page over plain http, where much of the platform is missing', async () => {
  const address = site.addDocument(documentOf({}, tagFor('plain'))).replace('127.0.0.1', 'customer.test')
  const visiting = await visit(browser, address)
  const missing = await visiting.page.evaluate(() => [
    isSecureContext,
    typeof crypto.randomUUID,
    typeof crypto.subtle,
  ])
  expect(missing).toEqual([false, 'undefined', 'undefined'])
  await answer(visiting)
  await expectAnswer(collector, 'plain', { rating: 9, revision: 2 })
  expect(harm(visiting)).toEqual([])
  await visiting.end()
})

test.concurrent('a page that is written by its scripts, and writes the tag too', async () => {
  const tag = tagFor('written').replace(' async', '').replace('</script>', '<\\/script>')
  const visiting = await visit(
    browser,
    site.addDocument(
      `<html><body><script>document.write('<h1>Written</h1>'); document.write(\`${tag}\`)</script>`,
    ),
  )
  await answer(visiting)
  await expectAnswer(collector, 'written', { rating: 9, revision: 2 })
  expect(harm(visiting)).toEqual([])
  await visiting.end()
})

test.concurrent('a page that writes itself anew while the survey is there hears of no error', async () => {
  const visiting = await open({}, 'rewritten')
  await visiting.card.getByRole('radio', { name: '9' }).click()
  await visiting.page.evaluate(() => {
    document.open()
    document.write('<!doctype html><title>New</title><p>All new')
    document.close()
  })
  await visiting.page.getByText('All new').waitFor()
  await visiting.page.evaluate(() =>
    (window as { sayso?: (...given: unknown[]) => unknown }).sayso?.('close'),
  )
  await expectAnswer(collector, 'rewritten', { rating: 9 })
  expect(harm(visiting)).toEqual([])
  await visiting.end()
})

const routers = {
  'a history': `history.pushState({}, '', '?page=' + step)`,
  'a hash': `location.hash = '#/page/' + step`,
  'a replaced state': `history.replaceState({ step }, '', '?page=' + step)`,
}

test.concurrent.each(Object.entries(routers))(
  'a page whose router has %s keeps the survey, and what is typed into it',
  async (kind, go) => {
    const router = `<script>step = 0; setInterval(() => { step += 1; ${go} }, 250)</script>`
    const visiting = await open({ body: router }, `routed by ${kind}`)
    await answer(visiting)
    await visiting.page.waitForTimeout(600)
    await expectAnswer(collector, `routed by ${kind}`, { rating: 9, comment: 'Not bad, "here"', revision: 2 })
    expect(harm(visiting)).toEqual([])
    await visiting.end()
  },
)

test.concurrent('a page that exchanges its body keeps the survey, and what was typed into it', async () => {
  const visiting = await open({}, 'swapped')
  const { page, card, end } = visiting
  await card.getByRole('radio', { name: '9' }).click()
  await page.keyboard.type('Not lost')
  await page.evaluate(() => document.body.replaceWith(document.createElement('body')))
  await card.getByRole('button', { name: 'Send' }).click()
  await expectAnswer(collector, 'swapped', { rating: 9, comment: 'Not lost', revision: 2 })
  expect(harm(visiting)).toEqual([])
  await end()
})

test.concurrent.each([
  { reducedMotion: 'reduce' },
  { reducedMotion: 'no-preference' },
  { colorScheme: 'dark' },
  { contrast: 'more' },
  { forcedColors: 'active' },
  { forcedColors: 'active', colorScheme: 'dark' },
] as const)('a person who prefers %j', async (prefers) => {
  const visiting = await visit(browser, site.elsewhere)
  const { page, card, end } = visiting
  await page.emulateMedia(prefers)
  const person = Object.entries(prefers).join(' ')
  await page.goto(site.addDocument(documentOf({}, tagFor(person))))
  await card.waitFor()
  const moving = await card.evaluate((element) => element.getAnimations({ subtree: true }).length)
  if (prefers.reducedMotion !== 'no-preference') expect(moving).toBe(0)
  await answer(visiting)
  await expectAnswer(collector, person, { rating: 9, revision: 2 })
  expect(harm(visiting)).toEqual([])
  await end()
})
