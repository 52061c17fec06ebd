import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formats, type Look } from '../../../shared/survey.ts'
import { browser, collector, site } from '../opened.ts'
import { faint, standingsIn } from './colours.ts'
import { type Kind, kinds, openTheatre, type Scene, steps, type Theatre, themes } from './scenes.ts'

let theatre: Theatre
beforeAll(async () => {
  theatre = await openTheatre(browser, site, collector)
})
afterAll(() => theatre?.end())

/** Hard ones for a host to have chosen; the ends of all colours are the hardest. */
const accents = ['#ffd500', '#808080', '#111111', '#fafafa', '#000000', '#ffffff']
const looks: readonly Look[] = [
  ...accents.map((accent) => ({ accent })),
  { scheme: 'light' },
  { scheme: 'dark' },
  { scheme: 'dark', accent: '#000000' },
]

/** Plays a scene in each theme, and expects that all there is in it stands out. */
async function expectNothingFaint(scene: Scene): Promise<void> {
  await theatre.play(scene)
  for (const [theme, media] of Object.entries(themes)) {
    await theatre.page.emulateMedia(media)
    const standings = await standingsIn(theatre.card)
    expect(faint(standings), JSON.stringify({ theme, ...scene })).toEqual([])
    // The question and five points at least, or the thanks with their tick, and the link.
    expect(standings.length).toBeGreaterThanOrEqual(scene.step === 'thanked' ? 3 : 6)
  }
}

describe.each(Object.keys(kinds) as Kind[])('all there is of %s stands out', (kind) => {
  test.each(formats)('in a %s, at any step, in any theme', async (format) => {
    for (const step of steps) await expectNothingFaint({ format, kind, step })
  })

  test.each(looks)('in the look %j, at any step, in any theme', async (look) => {
    for (const step of steps) await expectNothingFaint({ format: 'popover', kind, step, look })
  })
})

test('with more contrast, quiet text and lines are as dark as all else', async () => {
  const { page, card, play } = theatre
  await page.emulateMedia({ ...themes.light, contrast: 'more' })
  for (const step of steps) {
    await play({ format: 'popover', kind: 'smileys', step })
    const standings = await standingsIn(card)
    // White stands on a button in the accent.
    expect(standings.filter(({ ratio }) => ratio < 7).map(({ what, ratio }) => [what, ratio])).toEqual([])
  }
  await page.emulateMedia({ contrast: 'no-preference' })
})
