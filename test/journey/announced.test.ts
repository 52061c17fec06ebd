import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Format, formats, scales } from '../../shared/survey.ts'
import { browser, collector, site } from './opened.ts'
import { definition, show } from './rendererPage.ts'

const kinds = [
  { metric: 'nps', scale: scales.nps['0-10'], display: 'numbers' },
  { metric: 'csat', scale: scales.csat['1-5'], display: 'stars' },
  { metric: 'ces', scale: scales.ces['1-7'], display: 'smileys' },
] as const

const cases = formats.flatMap((format) =>
  kinds.map((kind): [Format, (typeof kinds)[number]] => [format, kind]),
)

/** What Chromium tells a screen reader: role, name and checked state of all that is not ignored. */
async function told(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => {
      const checked = properties.find((property) => property.name === 'checked')?.value.value
      return [role?.value, name?.value, checked].filter((part) => part !== undefined).join('|')
    })
}

test.each(cases)('%s, %j: each step is announced', async (format, kind) => {
  const survey = await definition(collector, {
    ...kind,
    format,
    question: 'How was it?',
    lowLabel: 'Low',
    highLabel: 'High',
  })
  const { page, card, end } = await show(browser, site, collector, { survey, inline: format === 'inline' })
  const before = await told(page)
  const { min, max } = kind.scale
  const nameOf = (point: number) => (kind.display === 'numbers' ? `${point}` : `${point} of ${max}`)
  expect(before).toContain(`${format === 'inline' ? 'group' : 'dialog'}|Feedback`)
  expect(before).toContain('radiogroup|How was it?')
  expect(before).toContain(`radio|${nameOf(min)}, Low|false`)
  expect(before).toContain(`radio|${nameOf(max)}, High|false`)
  expect(before.filter((each) => each.startsWith('radio|'))).toHaveLength(max - min + 1)
  await card.getByRole('radio').last().click()
  const rated = await told(page)
  expect(rated).toContain(`radio|${nameOf(max)}, High|true`)
  expect(rated.some((each) => /^textbox\|\w/.test(each))).toBe(true)
  await card.getByRole('button', { name: 'Send' }).click()
  expect((await told(page)).join('\n')).toMatch(/^status/m)
  expect(await card.getByRole('status').textContent()).toMatch(/\w/)
  await end()
})
