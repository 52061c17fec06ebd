import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chosenText, instrumentOf } from '../../../shared/instrument.ts'
import { locale as arabic } from '../../../shared/locales/ar.ts'
import { locale as english } from '../../../shared/locales/en.ts'
import { points } from '../../../shared/scale.ts'
import { type BandWords, formats } from '../../../shared/survey.ts'
import { browser, collector, site } from '../opened.ts'
import { type Kind, kinds, openTheatre, type Theatre, tongues } from './scenes.ts'
import { focusTold, spoken, toldOf } from './told.ts'

const locales = { en: english, ar: arabic }

let theatre: Theatre
beforeAll(async () => {
  theatre = await openTheatre(browser, site, collector)
})
afterAll(() => theatre?.end())

/** Presses keys one after the other, and says what has the focus then. */
async function press(...keys: string[]): Promise<string> {
  for (const key of keys) await theatre.page.keyboard.press(key)
  return focusTold(theatre.page)
}

/** Tabs on from the page until the focus is in the survey. */
async function comeIn(): Promise<string> {
  let focus = await press('Tab')
  for (let tries = 0; tries < 2 && !focus.startsWith('radio'); tries += 1) focus = await press('Tab')
  return focus
}

const heard = () => theatre.page.evaluate(() => window.heard)

/** What each point is called. */
function namesOf(kind: Kind, tongue: 'en' | 'ar'): string[] {
  const { scale, display } = kinds[kind]
  const { lowLabel, highLabel } = tongues[tongue]
  return points(scale).map((point) => {
    const end = point === scale.min ? lowLabel : point === scale.max ? highLabel : ''
    if (display === 'thumbs') return end
    const of = locales[tongue].widget.of.replace('{n}', `${point}`).replace('{max}', `${scale.max}`)
    return (display === 'numbers' ? `${point}` : of) + (end && `, ${end}`)
  })
}

const cases = (Object.keys(kinds) as Kind[]).flatMap((kind) =>
  (['en', 'ar'] as const).map((tongue) => ({ kind, tongue })),
)

describe.each(formats)('by the keyboard alone in a %s', (format) => {
  const isModal = format === 'modal' || format === 'page'
  const isInline = format === 'inline'
  const goesAway = !isModal && !isInline
  // In the order of Tab those two come last in the page; the others are entered from what had the focus.
  const cameFrom = `button “${goesAway ? 'After' : 'Before'}”`

  test.each(cases)('of $kind in $tongue each step is done and told', async ({ kind, tongue }) => {
    const { page, play } = theatre
    const { min, max } = kinds[kind].scale
    const words = locales[tongue].widget
    const names = namesOf(kind, tongue)
    const instrument = instrumentOf({ ...tongues[tongue], ...kinds[kind] }, words)
    const { question, choices, byBand } = tongues[tongue]
    const [on, back] = tongue === 'ar' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
    const radio = (at: number, state = 'unchecked') => `radio “${names.at(at)}” ${state}`
    await play({ format, kind, tongue })

    const asked = await toldOf(page)
    expect(asked.map(spoken)).toContain(isModal ? `dialog “${question}”` : `region “${words.survey}”`)
    expect(asked.some(({ role, modal }) => role === 'dialog' && modal)).toBe(isModal)
    expect(asked.map(spoken)).toContain(`radiogroup “${question}”`)
    expect(asked.filter(({ role }) => role === 'radio').map(spoken)).toEqual(names.map((_, at) => radio(at)))

    expect(await comeIn()).toBe(radio(0))
    expect(await press(on)).toBe(radio(1))
    expect(await press(back)).toBe(radio(0))
    expect(await press(back)).toBe(radio(0))
    expect(await press('ArrowDown', 'ArrowUp', 'End', on)).toBe(radio(-1))
    expect(await press('Home')).toBe(radio(0))
    // The group is one stop, chosen from or not.
    expect(await press(on, 'Tab')).toBe(isInline ? 'button “After”' : `button “${words.close}”`)
    expect((await heard()).events).toEqual([['shown', undefined]])

    const first = `checkbox “${choices[0]}”`
    expect(await press('Shift+Tab', `${Math.min(max, 7)}`)).toBe(`${first} unchecked`)
    expect(await press('Shift+Tab', 'End')).toBe(radio(-1, max <= 7 ? 'checked' : 'unchecked'))
    expect(await press('Home', 'Enter', 'Shift+Tab')).toBe(radio(0, 'checked'))
    expect(await press('End', 'Space')).toBe(`${first} unchecked`)
    expect((await heard()).events.slice(1)).toEqual(
      [Math.min(max, 7), min, max].map((rating) => ['rated', { rating }]),
    )
    const rated = (await toldOf(page)).filter(({ checked }) => checked === 'true')
    expect(rated.map(spoken)).toEqual([radio(-1, 'checked')])

    expect(await press('Space')).toBe(`${first} checked`)
    expect(await press('Tab', 'Space')).toBe(`checkbox “${choices[1]}” checked`)
    // What is seen names the reasons to tick, and the field.
    expect((await toldOf(page)).map(spoken)).toContain(`group “${words.reason}”`)
    expect(await press('Tab')).toBe(`textbox “${words.reason}”`)
    await page.keyboard.type('No mouse')
    expect(await press('Tab', 'Space')).toBe(`checkbox “${words.contact}” checked`)
    expect(await press('Tab')).toBe(`button “${words.send}”`)
    expect((await toldOf(page)).find(({ role }) => role === 'status')).toMatchObject({
      text: chosenText(instrument.points.at(-1)!, words) + words.saved,
      live: 'polite',
    })

    const { thanks = words.thanks } = byBand.positive as BandWords
    const link = byBand.positive.link.label
    expect(await press('Enter')).toBe(goesAway ? cameFrom : 'status “”')
    const status = (await toldOf(page)).find(({ role }) => role === 'status')
    expect(status).toMatchObject({ live: 'polite', text: thanks.replace('{name}', 'Ann') + link })
    expect((await heard()).events.at(-1)).toEqual([
      'commented',
      { rating: max, comment: 'No mouse', choices, contact: true },
    ])

    expect(await press('Tab')).toBe(`link “${link}”`)
    expect(await press('Tab')).toBe(isInline ? 'button “After”' : `button “${words.close}”`)
    if (isModal) expect(await press('Tab', 'Tab', 'Tab', 'Tab')).not.toMatch(/Before|After/)
    if (isInline) expect(await press('Shift+Tab', 'Escape')).toBe(`link “${link}”`)
    else expect(await press('Escape')).toBe(cameFrom)
    expect((await heard()).gone).toBe(!isInline)
    expect(theatre.problems).toEqual([])
  })

  test('Escape puts it away at any step, and the focus is back where it was', async () => {
    for (const step of ['asking', 'commenting', 'thanked'] as const) {
      await theatre.play({ format, kind: 'stars', step })
      for (let tries = 0; tries < 3 && (await focusTold(theatre.page)).startsWith('button'); tries += 1)
        await press('Tab')
      const inside = await press('Escape')
      if (isInline) expect(await theatre.card.count(), inside).toBe(1)
      else expect([inside, await theatre.card.count()]).toEqual([cameFrom, 0])
    }
  })
})

test.each(['popover', 'bar', 'inline'] as const)(
  'Tab goes through a %s and leaves it, either way',
  async (format) => {
    const { page, card, play } = theatre
    await play({ format, kind: 'smileys', step: 'commenting' })
    const isInside = () => page.evaluate(() => !!document.activeElement?.matches('sayso-survey'))
    for (const key of ['Tab', 'Shift+Tab']) {
      await card.getByRole('textbox').focus()
      let presses = 0
      for (; presses < 12 && (await isInside()); presses += 1) await page.keyboard.press(key)
      expect([key, await isInside()]).toEqual([key, false])
      expect(presses).toBeGreaterThan(1)
    }
  },
)
