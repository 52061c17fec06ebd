import { expect } from 'vitest'
import { expectAnswer } from '../answers.ts'
import { tag } from '../hostSite.ts'
import { browser, collector, site } from '../opened.ts'
import { type Visit, visit } from '../visit.ts'
import { differences, type Styles, stylesOfPage, stylesOfSurvey } from './aside.ts'
import { documentOf, type HostPage } from './hostPage.ts'

/** The tag of a survey, answers to which are somebody's. */
export const tagFor = (person: string, surveyId = 'demo') =>
  tag(collector.url, { 'data-respondent-id': person }, `sayso/${surveyId}.js`)

/** What was thrown, or against the page's policy, on a visit; what the page itself prints is its own affair. */
export const harm = ({ problems }: Visit) =>
  problems.filter((problem) => /^uncaught|^error|^warning: Sayso/.test(problem))

let guests = 0

/**
 * A person answers on this page, with a real mouse and keyboard. Nothing of the page may look any
 * different before, while the survey is there, and after; nothing may be thrown; the answer is stored.
 * Returns what the survey looked like.
 */
export async function answerOn(host: HostPage, surveyId = 'demo'): Promise<Styles> {
  guests += 1
  const person = `guest ${guests}`
  const address = site.addDocument(documentOf(host, tagFor(person, surveyId)), host.headers)
  const before = await stylesWithout(address)

  const visiting = await visit(browser, address)
  const { page, card, end } = visiting
  await card.waitFor()
  await page.mouse.move(0, 0)
  expect(differences(before, await stylesOfPage(page)), 'while it is there').toEqual([])
  const looks = await stylesOfSurvey(page)
  await answer(visiting)
  await expectAnswer(collector, person, { rating: 9, comment: 'Not bad, "here"', revision: 2 }, surveyId)

  if (surveyId === 'demo') {
    await page.keyboard.press('Escape')
    await card.getByRole('button', { name: 'Close' }).click()
    await page.mouse.move(0, 0)
    await card.waitFor({ state: 'detached' })
    expect(differences(before, await stylesOfPage(page)), 'afterwards').toEqual([])
  }
  expect(harm(visiting)).toEqual([])
  await end()
  return looks
}

/** Chooses 9, says why, sends, and is thanked. */
export async function answer({ page, card }: Pick<Visit, 'page' | 'card'>): Promise<void> {
  const nine = card.getByRole('radio', { name: '9' })
  await nine.click()
  expect(await nine.isChecked()).toBe(true)
  await page.keyboard.type('Not bad, "here"')
  await card.getByRole('button', { name: 'Send' }).click()
  await card.getByRole('status').getByText(/\w/).waitFor()
}

/** The page's looks when the survey's script does not come, its tag being there. */
async function stylesWithout(address: string): Promise<Styles> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 700 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.route(`${collector.url}/**`, (route) => route.abort())
  await page.goto(address)
  const styles = await stylesOfPage(page)
  await context.close()
  return styles
}
