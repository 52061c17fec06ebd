import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browser, collector, site } from '../opened.ts'
import { faint, standingsIn } from './colours.ts'
import { changeBetween, commonestIn, pictureOf } from './pixels.ts'
import { type Kind, kinds, openTheatre, type Theatre, themes } from './scenes.ts'

const ours = undefined
/** Hard ones for a host to have chosen: that with white, and the ends of all colours. */
const accents = [ours, '#ffd500', '#ffffff', '#000000']
const cases = Object.entries(themes).flatMap(([theme, media]) =>
  accents
    .filter((accent) => accent === ours || media.forcedColors === 'none')
    .map((accent) => ({ theme, media, look: accent ? { accent } : undefined })),
)

/** What a thing looks like at rest and with the focus of somebody who uses the keyboard. */
async function focusOn({ page, card }: Theatre, selector: string): Promise<number> {
  const thing = card.locator(selector)
  await page.focus('#before')
  const before = await pictureOf(thing)
  await page.keyboard.press('Tab')
  await thing.focus()
  return changeBetween(page, before, await pictureOf(thing))
}

/** One scene after the other on each stage, while other stages play. */
const inTurn = { concurrent: false }

describe.concurrent.each(cases)('in $theme, $look', ({ media, look }) => {
  let theatre: Theatre
  beforeAll(async () => {
    theatre = await openTheatre(browser, site, collector)
    await theatre.page.emulateMedia(media)
  })
  afterAll(() => theatre?.end())

  test.each(Object.keys(kinds) as Kind[])(
    'what is chosen of %s is seen without knowing colours',
    inTurn,
    async (kind) => {
      const { page, card, play } = theatre
      // Inline, since there it stays where it is from step to step.
      const last = card.locator(kind === 'stars' ? '.point svg' : '.point span').last()
      await play({ format: 'inline', kind, look })
      const before = await pictureOf(last)
      await play({ format: 'inline', kind, look, step: 'commenting' })
      expect(await changeBetween(page, before, await pictureOf(last))).toBeGreaterThan(
        kind === 'stars' ? 0.25 : 0.75,
      )
    },
  )

  test('what has the focus is seen, wherever it is', inTurn, async () => {
    await theatre.play({ format: 'popover', kind: 'smileys', look, step: 'commenting' })
    for (const what of ['.choices input >> nth=1', 'textarea', '.last input', '.send', '.close'])
      expect(await focusOn(theatre, what), what).toBeGreaterThan(0.9)
    for (const kind of ['numbers 0–10', 'stars'] as const) {
      await theatre.play({ format: 'popover', kind, look })
      expect(await focusOn(theatre, '.point input >> nth=3'), kind).toBeGreaterThan(0.9)
    }
    await theatre.play({ format: 'popover', kind: 'stars', look, step: 'thanked' })
    expect(await focusOn(theatre, 'a')).toBeGreaterThan(0.9)
  })

  test('what is pointed at stays legible', inTurn, async () => {
    for (const kind of Object.keys(kinds) as Kind[]) {
      await theatre.play({ format: 'popover', kind, look, step: 'commenting' })
      for (const what of ['.point >> nth=0', '.point >> nth=-1', '.send', '.close']) {
        await theatre.card.locator(what).hover()
        expect(faint(await standingsIn(theatre.card)), `${kind}, ${what}`).toEqual([])
      }
    }
  })
})

test('what is computed is what is painted', async () => {
  const { page, card, play, end } = await openTheatre(browser, site, collector)
  await page.emulateMedia(themes.light)
  await play({ format: 'popover', kind: 'numbers 0–10', look: { accent: '#ffd500' }, step: 'commenting' })
  for (const opacity of ['1', '0.4']) {
    await card.evaluate((element, opacity) => element.style.setProperty('opacity', opacity), opacity)
    const standings = await standingsIn(card)
    for (const [selector, what] of [
      ['.question', '“How was it?”'],
      ['.point span >> nth=0', '“0”'],
      ['.point span >> nth=-1', '“10”'],
      ['.choices .tick >> nth=0', '“Price”'],
      ['.send', '“Send”'],
    ] as const) {
      const { ground } = standings.find((standing) => standing.what === what)!
      expect(await commonestIn(page, await pictureOf(card.locator(selector), -4)), what).toBe(ground)
    }
  }
  await end()
})
