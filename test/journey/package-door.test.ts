import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { expectAnswer } from './answers.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

/** The package as a host's own bundler would take it in, in one file. */
async function bundle(): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'silent',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      minify: false, // or `mount` would be known by its exported name alone
      lib: { entry: fileURLToPath(new URL('../../widget/index.ts', import.meta.url)), formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput[]
  return result[0]!.output[0].code
}

test('an application mounts a survey of its own and closes it', async () => {
  const app = `${await bundle()}
    const survey = mount({ collector: '${collector.url}/', survey: 'demo', target: '#here', respondent: { id: 'app' } })
    document.querySelector('#leave').onclick = survey.close`
  const { page, card, problems, end } = await visit(
    browser,
    site.add(`<div id="here"></div><button id="leave">Leave</button><script type="module">${app}</script>`),
  )
  await page.locator('#here sayso-survey').waitFor()
  await card.getByRole('radio', { name: '9' }).click()
  await page.keyboard.type('From inside')
  await page.click('#leave')
  await card.waitFor({ state: 'detached' })
  await expectAnswer(collector, 'app', { rating: 9, comment: 'From inside', revision: 2 })
  expect(problems).toEqual([])
  await end()
})
