import type { Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { formats, type PublicSurvey, scales } from '../../shared/survey.ts'
import { browser, collector, site } from './opened.ts'
import { definition, type Show, show } from './rendererPage.ts'
import type { Visit } from './visit.ts'

const open = async (changes: Partial<PublicSurvey>, how: Omit<Show, 'survey'> = {}) =>
  show(browser, site, collector, {
    survey: await definition(collector, changes),
    inline: changes.format === 'inline',
    ...how,
  })

const everything: Partial<PublicSurvey> = {
  choices: ['Price', 'Support'],
  contact: true,
  byBand: {
    positive: { thanks: 'Thank you, {name}!', link: { label: 'Review us', url: 'https://example.com/' } },
    negative: { commentPrompt: 'What went wrong on {plan}?' },
  },
}
const five = { metric: 'csat', scale: scales.csat['1-5'] } as const

/** What has the focus in the survey, by name, or the id of what has it in the page. */
const focused = ({ page }: Visit) =>
  page.evaluate(() => {
    const outer = document.activeElement
    const inner = outer?.shadowRoot?.activeElement
    return inner
      ? (inner.getAttribute('aria-label') ?? inner.id) || inner.tagName
      : outer?.id || outer?.tagName
  })

/** Waits for the next answer to be sent, and returns it. */
const nextAnswer = async (page: Page) => {
  const request = await page.waitForRequest((request) => request.url().endsWith('/v1/public/responses'))
  return request.postDataJSON() as Record<string, unknown>
}

describe.concurrent.each(formats)('%s', (format) => {
  const isModal = format === 'modal' || format === 'page'

  test('goes from the first key to the thanks, and all that was said is sent', async () => {
    const visiting = await open({ ...everything, format })
    const { page, card, problems, end } = visiting
    expect(await focused(visiting)).toBe(isModal ? 'DIALOG' : 'before')
    await page.keyboard.press('Tab')
    expect(await focused(visiting)).toMatch(/^0/)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('End')
    const rated = nextAnswer(page)
    await page.keyboard.press('Enter')
    expect(await rated).toMatchObject({ revision: 1, rating: 10 })

    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await focused(visiting)).toBe('comment')
    await page.keyboard.type('No mouse')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    const sent = nextAnswer(page)
    await page.keyboard.press('Enter')
    expect(await sent).toMatchObject({
      ...{ revision: 2, rating: 10, comment: 'No mouse', choices: ['Price'], contact: true },
    })

    await card.getByRole('status').getByText('Thank you, Ann!').waitFor()
    const after = { popover: 'before', bar: 'before', inline: 'said', modal: 'said', page: 'said' }
    expect(await focused(visiting)).toBe(after[format])
    expect(await page.evaluate(() => window.heard.events)).toEqual([
      ['shown', undefined],
      ['rated', { rating: 10 }],
      ['commented', { rating: 10, comment: 'No mouse', choices: ['Price'], contact: true }],
    ])
    expect(problems).toEqual([])
    await end()
  })

  test('moves nothing in the page but, inside an element, what comes after', async () => {
    const { page, card, end } = await open({ ...everything, format })
    const places = () =>
      page.evaluate((all) => {
        const seen = all ? 'h1, p, #before' : 'h1, p:first-of-type, #before'
        const boxes = [...document.querySelectorAll(seen)].map((element) => element.getBoundingClientRect().y)
        return [scrollX, scrollY, document.documentElement.scrollWidth, ...boxes]
      }, format !== 'inline')
    const before = await places()
    await card.getByRole('radio').first().click()
    await card.locator('.send').click()
    expect(await places()).toEqual(before)
    const shifts = await page.evaluate(
      () =>
        new Promise<number>((seen) => {
          new PerformanceObserver((list) =>
            seen(list.getEntries().filter((entry) => !(entry as LayoutShift).hadRecentInput).length),
          ).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => seen(0), 200)
        }),
    )
    if (format !== 'inline') expect(shifts).toBe(0)
    await page.evaluate(() => window.shown.close())
    expect(await page.locator('sayso-survey').count()).toBe(0)
    await end()
  })

  test('fits a screen 320 px wide and 480 px high, and one with text twice the size', async () => {
    const { page, card, end } = await open({ ...everything, format })
    await page.setViewportSize({ width: 320, height: 480 })
    await card.getByRole('radio').first().click()
    const check = async () => {
      const sizes = await card.locator('input, button, textarea').evaluateAll((targets) =>
        targets.map((target) => {
          const box = (target.closest('.tick') ?? target).getBoundingClientRect()
          const around = target.closest('section')!.getBoundingClientRect()
          const fits = box.left > around.left && box.right < around.right
          return { fits: fits && around.width <= innerWidth, big: box.width >= 24 && box.height >= 24 }
        }),
      )
      for (const size of sizes) expect(size).toEqual({ fits: true, big: true })
    }
    await check()
    await card.locator('.send').scrollIntoViewIfNeeded()
    expect(await card.locator('.send').isVisible()).toBe(true)
    await page.setViewportSize({ width: 500, height: 350 })
    await check()
    await card.locator('.send').click()
    await end()
  })
})

interface LayoutShift extends PerformanceEntry {
  readonly hadRecentInput: boolean
}

describe.concurrent.each(['modal', 'page'] as const)('the focus in a %s', (format) => {
  test('stays inside, Escape puts it away, and the focus is back where it was', async () => {
    const visiting = await open({ format })
    const { page, card, end } = visiting
    expect(await card.locator('xpath=..').evaluate((dialog) => dialog.matches('dialog:modal'))).toBe(true)
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab')
      expect(await focused(visiting)).not.toBe('before')
    }
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'detached' })
    await vi.waitFor(async () => expect(await focused(visiting)).toBe('before'), { timeout: 20_000 })
    expect(await page.evaluate(() => window.heard)).toEqual({
      events: [
        ['shown', undefined],
        ['dismissed', undefined],
      ],
      gone: true,
    })
    await end()
  })
})

test.concurrent('a click beside a modal, or on its cross, puts it away', async () => {
  for (const how of ['beside', 'cross']) {
    const { page, card, end } = await open({ format: 'modal' })
    // Not before the modal has stood still: a click meant for the page closes nothing.
    await card.locator('xpath=self::*[not(@data-moving)]').waitFor()
    if (how === 'beside') await page.mouse.click(10, 10)
    else await card.getByRole('button', { name: 'Close' }).click()
    await card.waitFor({ state: 'detached' })
    await end()
  }
})

test.concurrent.each([
  ['bottom-end', 'en', 'right', 'bottom'],
  ['bottom-start', 'en', 'left', 'bottom'],
  ['top-end', 'ar', 'left', 'top'],
  ['top-start', 'ar', 'right', 'top'],
] as const)('a popover at the %s of a page in %s is on the %s at the %s', async (corner, language, x, y) => {
  const { card, end } = await open({ corner, language })
  const box = (await card.boundingBox())!
  expect(box.x).toBe(x === 'left' ? 16 : 1000 - 16 - box.width)
  expect(box.y).toBe(y === 'top' ? 16 : 700 - 16 - box.height)
  await end()
})

describe.concurrent('a display', () => {
  test('of stars names each of them and fills them up to the chosen one, or the one pointed at', async () => {
    const { page, card, end } = await open({ ...five, display: 'stars', lowLabel: 'Bad', highLabel: 'Good' })
    const names = await card.getByRole('radio').evaluateAll((all) => all.map((radio) => radio.ariaLabel))
    expect(names).toEqual(['1 of 5, Bad', '2 of 5', '3 of 5', '4 of 5', '5 of 5, Good'])
    const full = () =>
      card
        .locator('.point path')
        .evaluateAll((all) => all.filter((path) => getComputedStyle(path).fill !== 'none').length)
    expect(await full()).toBe(0)
    await card.getByRole('radio').nth(2).click()
    await page.mouse.move(5, 5)
    expect(await full()).toBe(3)
    await card.getByRole('radio').nth(0).hover()
    expect(await full()).toBe(1)
    await card.getByRole('radio').nth(4).hover()
    expect(await full()).toBe(5)
    await end()
  })

  test('of smileys goes from sad to happy, the other way round where low is good', async () => {
    const drawn = async (direction: 'up' | 'down') => {
      const { card, end } = await open({ ...five, scale: { ...five.scale, direction }, display: 'smileys' })
      const all = await card
        .locator('.point path')
        .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')))
      await end()
      return all
    }
    const up = await drawn('up')
    expect(new Set(up).size).toBe(5)
    expect(await drawn('down')).toEqual(up.reverse())
  })

  test('that does not suit the scale is numbers', async () => {
    const { card, requests, end } = await open({ display: 'stars' })
    expect(await card.locator('.point svg').count()).toBe(0)
    expect(requests.filter((path) => path.includes('shapes'))).toEqual([])
    await end()
  })
})

test.concurrent('the words follow the band while the score changes, and what was typed stays', async () => {
  const { page, card, end } = await open({ ...everything, commentPrompt: 'Why?' })
  await card.getByRole('radio').first().click()
  await card.getByText('What went wrong on Pro?').waitFor()
  await card.getByRole('textbox').fill('Slow')
  await card.getByRole('radio', { name: '8' }).click()
  await card.getByText('Why?').waitFor()
  expect(await card.getByRole('textbox').inputValue()).toBe('Slow')
  await card.getByRole('radio').last().click()
  await card.locator('.send').click()
  const link = card.getByRole('link')
  expect(await link.evaluate(({ target, rel, href }: HTMLAnchorElement) => ({ target, rel, href }))).toEqual({
    target: '_blank',
    rel: 'noopener noreferrer',
    href: 'https://example.com/',
  })
  expect(await page.evaluate(() => window.heard.events.map(([event]) => event))).toEqual([
    ...['shown', 'rated', 'rated', 'rated', 'commented'],
  ])
  await end()
})

test.concurrent('markup in a name is shown as it is written', async () => {
  const { card, end } = await open({ question: 'Hi {name}!' }, { name: '<img src=x onerror=alert(1)>' })
  expect(await card.locator('#question').textContent()).toBe('Hi <img src=x onerror=alert(1)>!')
  await end()
})

test.concurrent('in test mode answers say so and no view is counted', async () => {
  const { page, card, requests, end } = await open({}, { test: true })
  const rated = nextAnswer(page)
  await card.getByRole('radio').last().click()
  expect(await rated).toMatchObject({ test: true, rating: 10 })
  expect(requests.filter((path) => path.endsWith('/views'))).toEqual([])
  await end()
})

describe.concurrent('the host’s look', () => {
  test('sets colours, corners and font, and holds its scheme against the person’s', async () => {
    const look = { accent: '#ffd500', radius: 3, font: 'Georgia', scheme: 'dark' } as const
    const { card, end } = await open({ look })
    await card.getByRole('radio').last().click()
    const style = await card.evaluate((element) => {
      const { borderRadius, fontFamily, backgroundColor, colorScheme } = getComputedStyle(element)
      const send = getComputedStyle(element.querySelector('.send')!)
      return {
        borderRadius,
        fontFamily,
        backgroundColor,
        colorScheme,
        ink: send.color,
        accent: send.backgroundColor,
      }
    })
    expect(style).toEqual({
      borderRadius: '3px',
      fontFamily: 'Georgia, sans-serif',
      backgroundColor: 'rgb(29, 33, 38)',
      colorScheme: 'dark',
      ink: 'rgb(0, 0, 0)',
      accent: 'rgb(255, 213, 0)',
    })
    await end()
  })

  test('of light stays light in the dark', async () => {
    const { card, end } = await open({ look: { scheme: 'light' } }, { colorScheme: 'dark' })
    expect(await card.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    )
    await end()
  })
})

describe.concurrent('a language', () => {
  test('comes with the definition, and asks for no file', async () => {
    const { card, requests, end } = await open({ language: 'pt-BR' })
    await card.getByRole('button', { name: 'Fechar' }).waitFor()
    expect(requests.filter((path) => path.startsWith('/widget/'))).toEqual([
      expect.stringMatching(/^\/widget\/renderer-/),
    ])
    await end()
  })

  test('that nobody translated is English, and asks for no file', async () => {
    const { card, requests, problems, end } = await open({ language: 'tlh', wordsIn: 'en' })
    await card.getByRole('button', { name: 'Close' }).waitFor()
    expect(requests.filter((path) => path.startsWith('/widget/'))).toHaveLength(1)
    expect(problems).toEqual([])
    await end()
  })

  test('may change while somebody answers: score, ticks, text and focus stay', async () => {
    const visiting = await open({ ...everything })
    const { page, card, end } = visiting
    await card.getByRole('radio').last().click()
    await card.getByRole('checkbox', { name: 'Support' }).click()
    await card.getByRole('textbox').fill('Fast')
    const german = await definition(collector, {
      ...{
        language: 'de',
        question: 'Wie war es?',
        commentPrompt: '',
        choices: ['Preis', 'Hilfe'],
        contact: true,
      },
    })
    await page.evaluate((survey) => window.shown.setSurvey(survey), german)
    await card.getByText('Was ist der Hauptgrund').waitFor()
    expect(await card.getAttribute('lang')).toBe('de')
    expect(await focused(visiting)).toBe('comment')
    const sent = nextAnswer(page)
    await card.getByRole('button', { name: 'Senden' }).click()
    expect(await sent).toMatchObject({ rating: 10, comment: 'Fast', choices: ['Hilfe'] })
    await end()
  })
})
