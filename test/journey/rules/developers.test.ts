import { describe, expect, test } from 'vitest'
import { browser } from '../opened.ts'
import { visit } from '../visit.ts'
import { atRest, call, front, page } from './ruledPage.ts'

describe.concurrent('for developers', () => {
  test('what happens to a survey can be listened to, until one stops; what a listener throws stays there', async ({
    expect,
  }) => {
    const { page: tab, card, problems, end } = await visit(browser, page({ when: { event: 'go' } }))
    await tab.waitForFunction(() => 'sayso' in window)
    await tab.evaluate(() => {
      const host = window as unknown as { sayso(...given: unknown[]): Promise<unknown>; heard: unknown[] }
      host.heard = []
      for (const event of ['shown', 'rated', 'commented', 'dismissed', 'error'])
        host.sayso('on', event, () => host.heard.push(event))
      host.sayso('on', 'shown', () => {
        throw new Error('of the host')
      })
    })
    await call(tab, 'track', 'go')
    await card.getByRole('radio', { name: '9' }).click()
    await expect.poll(() => tab.evaluate('heard')).toEqual(['shown', 'rated'])
    expect(problems).toEqual([])
    await end()
  })

  test('test mode, by tag or call, has answers stored outside every score', async () => {
    const { page: tab, card, end } = await visit(browser, page({}, '', { 'data-test': '' }))
    const sent = tab.waitForRequest((request) => request.url().endsWith('/v1/public/responses'))
    await card.getByRole('radio', { name: '9' }).click()
    expect((await sent).postDataJSON()).toMatchObject({ rating: 9, test: true })
    await end()
  })

  test('another language is asked for while the survey is on the page', async () => {
    const { page: tab, card, end } = await visit(browser, page({}))
    await card.waitFor()
    const asked = tab.waitForRequest((request) => request.url().includes('language=de'))
    await call(tab, 'language', 'de')
    expect((await asked).url()).toMatch(/\/surveys\/demo\?language=de$/)
    expect(await card.isVisible()).toBe(true)
    await end()
  })

  test('explain names every gate with what it saw', async () => {
    const {
      page: tab,
      card,
      end,
    } = await visit(
      browser,
      page({ pages: { include: ['/docs'] }, when: { event: 'go' }, quietDays: 3 }, '', {
        'data-properties': '{"plan":"pro"}',
      }),
    )
    await atRest(tab)
    const gates = (await call(tab, 'explain')) as unknown as { gate: string; value: unknown; open: boolean }[]
    expect(gates.filter(({ open }) => !open).map(({ gate }) => gate)).toEqual(['page', 'event'])
    expect(gates.find(({ gate }) => gate === 'audience')?.value).toEqual({ plan: 'pro' })
    expect(await card.count()).toBe(0)
    await end()
  })

  test('destroy leaves nothing behind, and the tag may come again', async () => {
    const { page: tab, card, problems, end } = await visit(browser, page({ when: { event: 'go' } }))
    await atRest(tab)
    await call(tab, 'track', 'go')
    await card.waitFor()
    await call(tab, 'destroy')
    expect(
      await tab.evaluate(() => ['sayso' in window && window.sayso, document.querySelector('sayso-survey')]),
    ).toEqual([undefined, null])
    await tab.evaluate(
      (src) => document.body.append(Object.assign(document.createElement('script'), { src })),
      `${front.url}/sayso/demo.js`,
    )
    await card.waitFor()
    expect(problems).toEqual([])
    await end()
  })
})
