import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mailLookOf } from '../../../server/mail/palette.ts'
import { pageStyles } from '../../../server/pages/page-styles.ts'
import { surveyStyle } from '../../../server/pages/survey-styles.ts'
import { contrast } from '../../../shared/contrast.ts'
import { brand } from '../../../shared/look.ts'

const tokens = readFileSync(
  new URL('../../../server/pages/console/style/tokens.css', import.meta.url),
  'utf8',
)
const card = readFileSync(new URL('../../../widget/survey/card.css', import.meta.url), 'utf8')

test('widget, pages and mails have one accent where a survey has none of its own', () => {
  const { day, night } = mailLookOf()
  expect([day.accent, night?.accent]).toEqual([brand.light.accent, brand.dark.accent])
  for (const { accent } of Object.values(brand)) {
    for (const style of [surveyStyle(), pageStyles]) expect(style).toContain(`--accent: ${accent}`)
    expect(card).toContain(`var(--sayso-accent, ${accent})`)
  }
})

test('a survey’s page has its colours, corners, font and scheme', () => {
  const style = surveyStyle({ scheme: 'dark', accent: '#ffcc00', radius: 4, font: 'Inter, "Open Sans' })
  expect(style).toContain('color-scheme: dark; --ink: #eceef2')
  expect(style).toContain('--accent: #ffcc00; --on-accent: #000000')
  expect(style).toContain('--radius: 4px')
  expect(style).not.toContain('prefers-color-scheme')
  expect(style).toContain('font-family: Inter, "Open Sans')
  expect(surveyStyle({ scheme: 'light' })).not.toContain('prefers-color-scheme')
})

test.each(['light', 'dark'] as const)('the bands of a report differ in lightness in the %s', (scheme) => {
  const part = tokens.split('@media')[scheme === 'light' ? 0 : 1]!
  const colours = ['high', 'mid', 'low'].map((band) => part.match(`--${band}: (#\\w{6})`)![1]!)
  const pairs = [0, 1, 2].map((at) => contrast(colours[at]!, colours[(at + 1) % 3]!))
  expect(Math.min(...pairs)).toBeGreaterThan(1.5)
  for (const colour of colours)
    expect(contrast(colour, scheme === 'light' ? '#ffffff' : '#16191f')).toBeGreaterThan(3)
})
