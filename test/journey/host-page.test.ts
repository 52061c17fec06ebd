import { describe, expect, test } from 'vitest'
import { answersOf, ask, expectAnswer } from './answers.ts'
import { strictPolicy, tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

/** A page under the strict policy that holds the tag alone. */
function strictPage(person: string): string {
  return site.add(
    tag(collector.url, {
      'data-survey': 'demo',
      'data-respondent-id': person,
      'data-properties': '{"plan":"pro"}',
    }),
    strictPolicy(collector.url),
  )
}

describe('on a page of another origin that allows the collector and nothing else', () => {
  test('a click on 9 is stored before any reason is typed, and the reason as its next revision', async () => {
    const { page, card, problems, end } = await visit(browser, strictPage('ann'))
    await card.getByRole('radio', { name: '9' }).click()
    await expectAnswer(collector, 'ann', {
      rating: 9,
      comment: null,
      revision: 1,
      channel: 'widget',
      properties: { plan: 'pro' },
    })
    const report = await ask<{ n: number; score: { nps: number } }>(collector, '/v1/surveys/demo/report')
    expect(report).toMatchObject({ n: 1, score: { nps: 100 } })

    await page.keyboard.type('Setup took five minutes.')
    await card.getByRole('button', { name: 'Send' }).click()
    await card.getByRole('status').getByText(/\w/).waitFor()
    await expectAnswer(collector, 'ann', { rating: 9, comment: 'Setup took five minutes.', revision: 2 })
    expect(problems).toEqual([])
    await end()
  })

  test('the score may be changed; it is still one answer', async () => {
    const { card, problems, end } = await visit(browser, strictPage('ben'))
    for (const name of ['3', '4', '8']) await card.getByRole('radio', { name }).click()
    await expectAnswer(collector, 'ben', { rating: 8, revision: 3 })
    expect(problems).toEqual([])
    await end()
  })

  test('nothing of the page is touched: no globals, cookies, storage, focus, scrolling or shifts', async () => {
    const bare = await visit(browser, site.elsewhere)
    const usual = await bare.page.evaluate(() => Object.keys(window))
    await bare.end()

    const { page, card, end } = await visit(browser, strictPage('cleo'))
    await card.waitFor()
    expect(
      await page.evaluate(async () => ({
        globals: Object.keys(window),
        cookies: document.cookie,
        stored: localStorage.length + sessionStorage.length,
        focus: document.activeElement?.tagName,
        scrolled: scrollX + scrollY,
        shifts: await new Promise((seen) => {
          new PerformanceObserver((list) => seen(list.getEntries().length)).observe({
            type: 'layout-shift',
            buffered: true,
          })
          setTimeout(() => seen(0), 300)
        }),
      })),
    ).toEqual({
      globals: expect.toSatisfy((names: string[]) =>
        names.every((name) => [...usual, 'sayso'].includes(name)),
      ),
      cookies: '',
      stored: 0,
      focus: 'BODY',
      scrolled: 0,
      shifts: 0,
    })
    await end()
  })
})

describe.concurrent('a reason typed just before leaving is stored', () => {
  test.each([1, 2, 3, 4, 5])('by going to another page (%i)', async (round) => {
    const person = `goes ${round}`
    const { page, card, problems, end } = await visit(browser, strictPage(person))
    await card.getByRole('radio', { name: '7' }).click()
    await page.keyboard.type('Almost there')
    await page.goto(site.elsewhere)
    await expectAnswer(collector, person, { rating: 7, comment: 'Almost there', revision: 2 })
    expect(problems).toEqual([])
    await end()
  })

  test.each([1, 2, 3, 4, 5])('by closing the tab (%i)', async (round) => {
    const person = `closes ${round}`
    const { page, card, end } = await visit(browser, strictPage(person))
    await card.getByRole('radio', { name: '7' }).click()
    await page.keyboard.type('Almost there')
    await page.close()
    await expectAnswer(collector, person, { rating: 7, comment: 'Almost there', revision: 2 })
    await end()
  })

  test('by closing the card', async () => {
    const { page, card, end } = await visit(browser, strictPage('shuts'))
    await card.getByRole('radio', { name: '2' }).click()
    await page.keyboard.type('Too slow')
    await card.getByRole('button', { name: 'Close' }).click()
    await card.waitFor({ state: 'detached' })
    await expectAnswer(collector, 'shuts', { rating: 2, comment: 'Too slow', revision: 2 })
    await end()
  })

  test('even where the click on the score had not got through', async () => {
    const { page, card, end } = await visit(browser, strictPage('offline'))
    await card.waitFor()
    await page.context().setOffline(true)
    await card.getByRole('radio', { name: '5' }).click()
    await page.keyboard.type('On a train')
    await page.context().setOffline(false)
    await page.goto(site.elsewhere)
    await expectAnswer(collector, 'offline', { rating: 5, comment: 'On a train' })
    await end()
  })
})

test.concurrent('what could not be sent is sent again while the page is open', async () => {
  const { page, card, end } = await visit(browser, strictPage('retries'))
  await card.waitFor()
  await page.context().setOffline(true)
  await card.getByRole('radio', { name: '6' }).click()
  await page.keyboard.type('Flaky')
  await card.getByRole('button', { name: 'Send' }).click()
  expect(await answersOf(collector, 'retries')).toEqual([])
  await page.context().setOffline(false)
  await expectAnswer(collector, 'retries', { rating: 6, comment: 'Flaky', revision: 2 })
  await end()
})

test.concurrent('a survey dismissed unanswered counts as a view, not as an answer', async () => {
  const { page, card, requests, end } = await visit(browser, strictPage('declines'))
  const told = page.waitForResponse(
    (response) => response.request().postData()?.includes('dismissed') ?? false,
  )
  await card.getByRole('button', { name: 'Close' }).click()
  expect((await told).ok()).toBe(true)
  await card.waitFor({ state: 'detached' })
  expect(requests.filter((path) => path.endsWith('/responses'))).toEqual([])
  expect(await answersOf(collector, 'declines')).toEqual([])
  await end()
})
