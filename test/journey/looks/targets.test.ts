import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formats } from '../../../shared/survey.ts'
import { browser, collector, site } from '../opened.ts'
import { type Kind, kinds, openTheatre, steps, type Theatre, tongues } from './scenes.ts'

const least = 24

/** Windows and the size of text in them: a phone, one on its side, and a person who needs text twice as large. */
const windows = [
  { width: 320, height: 568, text: 16 },
  { width: 568, height: 320, text: 16 },
  { width: 320, height: 568, text: 32 },
  { width: 1280, height: 720, text: 32 },
]

let theatre: Theatre
beforeAll(async () => {
  theatre = await openTheatre(browser, site, collector)
})
afterAll(() => theatre?.end())

async function resize({ width, height, text }: (typeof windows)[number]): Promise<void> {
  const { page } = theatre
  await page.setViewportSize({ width, height })
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: text, fixed: text } })
  await session.detach()
}

/** In the page: what is wrong with what can be operated, and with what is written. */
function wrongsIn(card: Element, least: number): string[] {
  // What covers a card that has just come goes by itself, and is no concern of how things are laid out.
  card.removeAttribute('data-moving')
  const root = card.getRootNode() as ShadowRoot
  const frame = card.getBoundingClientRect()
  const inside = ({ left, right }: DOMRect) => left >= frame.left - 0.5 && right <= frame.right + 0.5
  const wrongs: string[] = []
  for (const target of card.querySelectorAll<HTMLElement>('input, button, textarea, a')) {
    const name = target.ariaLabel || target.textContent || target.tagName
    const area = target.closest<HTMLElement>('.tick') ?? target
    area.scrollIntoView({ block: 'center' })
    const box = area.getBoundingClientRect()
    if (box.width < least - 0.01 || box.height < least - 0.01)
      wrongs.push(`${name} is ${box.width} × ${box.height}`)
    if (!inside(box)) wrongs.push(`${name} leaves the card`)
    const hit = root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    if (!hit || !area.contains(hit)) wrongs.push(`${name} is under ${hit?.className || hit?.tagName}`)
  }
  for (const text of card.querySelectorAll('p, label, span, a, button, textarea')) {
    const range = document.createRange()
    range.selectNodeContents(text)
    if (![...range.getClientRects()].every(inside)) wrongs.push(`“${text.textContent}” leaves the card`)
    if (text.scrollHeight > text.clientHeight + 2 && text.clientHeight > 0 && !text.matches('textarea'))
      wrongs.push(`“${text.textContent}” leaves its box`)
  }
  if (card.scrollWidth > card.clientWidth) wrongs.push('the card scrolls sideways')
  return wrongs
}

describe.each(windows)('in a window of $width × $height with text of $text px', (window) => {
  beforeAll(() => resize(window))

  test.each(formats)('everything in a %s can be hit, and nothing that is said is cut off', async (format) => {
    await theatre.play({ format, kind: 'stars' })
    expect(await theatre.card.evaluate((card) => getComputedStyle(card).fontSize)).toBe(
      `${(window.text * 15) / 16}px`,
    )
    for (const kind of Object.keys(kinds) as Kind[])
      for (const tongue of Object.keys(tongues) as (keyof typeof tongues)[])
        for (const step of steps) {
          await theatre.play({ format, kind, tongue, step })
          expect(await theatre.card.evaluate(wrongsIn, least), `${kind}, ${tongue}, ${step}`).toEqual([])
        }
  })
})
