import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { clientOf, newResponse } from '../support/client.ts'
import { signatureOf, tokenOf } from '../support/signature.ts'
import { expectAnswer, makeSurvey } from './answers.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

const atRest = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 700), { timeout: 3000 })),
  )

const pageFor = (surveyId: string, person?: string, signature?: string) => {
  const attributes = {
    ...(person && { 'data-respondent-id': person }),
    ...(signature && { 'data-respondent-signature': signature }),
  }
  return site.add(tag(collector.url, attributes, `sayso/${surveyId}.js`))
}
const signedPageFor = async (surveyId: string, person: string) =>
  pageFor(surveyId, person, await signatureOf(clientOf(collector), person))

/** Whether a browser, without a past or as it is, is asked on a page; and what it asked the collector for. */
async function isAsked(browser: Browser, address: string) {
  const { page, card, requests, end } = await visit(browser, address)
  await atRest(page)
  const count = await card.count()
  await end()
  return { asked: count > 0, requests: requests.slice(1) }
}

async function answer(page: Page): Promise<void> {
  const saved = page.waitForResponse((response) => response.url().endsWith('/responses'))
  await page.locator('sayso-survey section').getByRole('radio', { name: '9' }).click()
  await saved
}

test('a signed person who answered is not asked again, when storage is cleared or on another device', async () => {
  const id = await makeSurvey(collector, { metric: 'nps' })
  const address = await signedPageFor(id, 'ida')
  const { page, card, requests, end } = await visit(browser, address)
  await card.waitFor()
  await answer(page)
  await expectAnswer(collector, 'ida', { rating: 9 }, id)
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await atRest(page)
  expect(await card.count()).toBe(0)

  // Told once, it asks nothing more for a while.
  requests.length = 0
  await page.reload()
  await atRest(page)
  expect(requests.slice(1)).toEqual([`/sayso/${id}.js`])
  await end()

  expect((await isAsked(browser, address)).asked).toBe(false)
  const another = await visit(browser, await signedPageFor(id, 'another'))
  await another.card.waitFor()
  await another.end()
})

test('nor one who put it away elsewhere, nor one who answered elsewhere or in the quiet time of the workspace', async () => {
  const id = await makeSurvey(collector, { metric: 'nps', rules: { quietDays: 7 } })
  const other = await makeSurvey(collector, { metric: 'csat' })
  const client = clientOf(collector)
  const { publicly } = client
  const signed = async (id: string) => ({ respondent: { token: await tokenOf(client, { id }) } })
  const view = { surveyId: id, id: crypto.randomUUID(), event: 'dismissed', ...(await signed('away')) }
  await publicly('/v1/public/views', view)
  await publicly('/v1/public/responses', newResponse(id, await signed('mailed')))
  await publicly('/v1/public/responses', newResponse(other, { rating: 5, ...(await signed('quiet')) }))
  await expectAnswer(collector, 'mailed', { channel: 'api' }, id)
  await expectAnswer(collector, 'quiet', { rating: 5 }, other)
  for (const person of ['away', 'mailed', 'quiet'])
    expect({ person, ...(await isAsked(browser, await signedPageFor(id, person))) }).toMatchObject({
      person,
      asked: false,
    })
})

test('of an anonymous person this browser alone remembers, and nothing is asked about them', async () => {
  const id = await makeSurvey(collector, { metric: 'nps' })
  const address = pageFor(id)
  const { page, card, requests, end } = await visit(browser, address)
  await answer(page)
  await page.reload()
  await atRest(page)
  expect(await card.count()).toBe(0)
  expect(requests.filter((path) => path.includes('asked'))).toEqual([])
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await card.waitFor()
  await end()
})

test('of a person whose identity is unsigned this browser alone remembers, and the collector is asked nothing', async () => {
  const id = await makeSurvey(collector, { metric: 'nps' })
  const { page, card, requests, end } = await visit(browser, pageFor(id, 'unsigned'))
  await answer(page)
  await page.reload()
  await atRest(page)
  expect(await card.count()).toBe(0)
  expect(requests.filter((path) => path.includes('asked'))).toEqual([])
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await card.waitFor()
  await end()
})

test('what one person did on a shared device keeps no other from being asked', async () => {
  const id = await makeSurvey(collector, { metric: 'nps' })
  const { page, card, end } = await visit(browser, pageFor(id, 'first'))
  await answer(page)
  await page.goto(pageFor(id, 'second'))
  await card.waitFor()
  await page.goto(pageFor(id, 'first'))
  await atRest(page)
  expect(await card.count()).toBe(0)
  await end()
})
