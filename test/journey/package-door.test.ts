import { compile, compileModule } from 'svelte/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersOf, expectAnswer, makeSurvey } from './answers.ts'
import { browser, collector, site } from './opened.ts'
import { installPacked, type Project } from './packed.ts'
import { visit } from './visit.ts'

let project: Project

beforeAll(() => {
  project = installPacked(['react', 'react-dom', 'vue', 'svelte', '@types/react', 'csstype'])
})
afterAll(() => project?.remove())

/** A page whose own script is this module, bundled by its own bundler. */
async function open(name: string, module: string) {
  const script = await project.bundle(`${name}.js`, module)
  const body = `<div id="here"></div><button id="change">Change</button><button id="leave">Leave</button>`
  return visit(
    browser,
    site.add(`${body}<script type="module">${script.replaceAll('</script', '<\\/script')}</script>`),
  )
}

test('an application mounts a survey of its own and closes it', async () => {
  const { page, card, problems, end } = await open(
    'mounts',
    `import { mount } from 'sayso'
    const survey = mount({ collector: '${collector.url}/', survey: 'demo', target: '#here', respondent: { id: 'app' } })
    document.querySelector('#leave').onclick = survey.close`,
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

test('its types say what may be given, and what may not', () => {
  project.write(
    'right.ts',
    `import { mount, type Mounted } from 'sayso'; import { Survey } from 'sayso/react'; import { Survey as InVue } from 'sayso/vue'
    import { survey } from 'sayso/svelte'; import { preview } from 'sayso/preview'; import 'sayso/element'
    const mounted: Mounted = mount({ collector: 'https://x.example', survey: 'demo', properties: { plan: 'pro' } })
    mounted.on('rated', console.log); mounted.close()
    export const all = [Survey, InVue, survey, preview]`,
  )
  expect(project.check()).toBe('')
  project.write(
    'wrong.ts',
    `import { mount } from 'sayso'; mount({ survey: 'demo' }); mount({ collector: 'x', survey: 7 })`,
  )
  expect(project.check().match(/wrong\.ts/g)).toHaveLength(2)
})

const svelteApp = () =>
  compile(
    `<script>
      import { survey } from 'sayso/svelte'
      let { props } = $props()
    </script><div use:survey={props.now}></div>`,
    { generate: 'client', filename: 'App.svelte' },
  ).js.code

/** What each application is given: the props of its survey, anew at every drawing. */
interface Drawn {
  readonly survey: string
  readonly respondent?: { readonly id: string }
  readonly properties?: Record<string, string>
}

declare global {
  interface Window {
    draw(props: object): void
    leave(): void
  }
}

/** One application each way, that draws what it is told. */
const applications: Record<string, string> = {
  React: `import { createElement, StrictMode } from 'react'; import { createRoot } from 'react-dom/client'; import { Survey } from 'sayso/react'
    const root = createRoot(document.querySelector('#here'))
    window.draw = (props) => root.render(createElement(StrictMode, null, createElement(Survey, { ...props, on: (event) => console.info(event) })))
    window.leave = () => root.unmount()`,
  Vue: `import { createApp, h, shallowRef } from 'vue'; import { Survey } from 'sayso/vue'
    const props = shallowRef({}); let app
    window.draw = (next) => { props.value = next; app ??= (app = createApp({ render: () => h(Survey, { ...props.value }) }), app.mount('#here'), app) }
    window.leave = () => app.unmount()`,
  Svelte: `import { flushSync, mount, unmount } from 'svelte'; import App from './App.svelte.js'; import { state } from './state.svelte.js'
    let app
    window.draw = (next) => { state.now = next; app ??= mount(App, { target: document.querySelector('#here'), props: { props: state } }); flushSync() }
    window.leave = () => unmount(app)`,
  'Custom element': `import 'sayso/element'
    const element = document.createElement('sayso-survey')
    element.setAttribute('format', 'inline')
    window.draw = ({ collector, survey, respondent }) => {
      for (const [name, value] of Object.entries({ collector, survey, 'respondent-id': respondent?.id })) if (value && element.getAttribute(name) !== value) element.setAttribute(name, value)
      // Moved each time, as lists are when they are sorted.
      document.querySelector('#here').append(element)
    }
    window.leave = () => element.remove()`,
}

describe.each(Object.entries(applications))('in %s', (name, application) => {
  test('new props ask nobody again: the next save takes them up, and another person closes it', async () => {
    if (name === 'Svelte') {
      project.write('App.svelte.js', svelteApp())
      const state = 'export const state = $state({ now: {} })'
      project.write(
        'state.svelte.js',
        compileModule(state, { generate: 'client', filename: 'state.svelte.js' }).js.code,
      )
    }
    const [first, second] = [
      await makeSurvey(collector, { metric: 'nps' }),
      await makeSurvey(collector, { metric: 'nps' }),
    ]
    const { page, card, problems, requests, end } = await open(name.replace(' ', '-'), application)
    const draw = (props: Drawn) =>
      page.evaluate((props) => window.draw(props), { collector: collector.url, inline: true, ...props })
    const views = () => requests.filter((path) => path.endsWith('/views')).length

    await draw({ survey: first })
    await page.locator('#here section').waitFor()
    await card.getByRole('radio', { name: '9' }).click()
    for (let time = 0; time < 3; time += 1)
      await draw({ survey: first, respondent: { id: name }, properties: { plan: 'pro' } })
    await card.getByRole('textbox').fill('Still me')
    await card.getByRole('radio', { name: '8' }).click()
    const properties = name === 'Custom element' ? {} : { plan: 'pro' }
    await expectAnswer(collector, name, { rating: 8, comment: 'Still me', properties }, first)
    expect([views(), await card.count()]).toEqual([1, 1])

    await card.getByRole('textbox').fill('Still me, to the end')
    await draw({ survey: first, respondent: { id: `${name} again` } })
    await card.waitFor({ state: 'detached' })
    await expectAnswer(collector, name, { rating: 8, comment: 'Still me, to the end' }, first)

    await draw({ survey: second, respondent: { id: `${name} again` } })
    await card.getByRole('radio', { name: '3', checked: false }).click()
    await expectAnswer(collector, `${name} again`, { rating: 3 }, second)
    expect(await answersOf(collector, `${name} again`, first)).toEqual([])
    expect([views(), await card.count()]).toEqual([2, 1])
    await page.evaluate(() => window.leave())
    await card.waitFor({ state: 'detached' })
    expect(await page.locator('sayso-survey').count()).toBe(0)
    expect(problems.filter((problem) => !problem.startsWith('info'))).toEqual([])
    await end()
  })
})

test('a preview shows any step, and sends, stores and remembers nothing', async () => {
  const definition = await (await fetch(`${collector.url}/v1/public/surveys/demo`)).text()
  const { page, card, requests, end } = await open(
    'preview',
    `import { preview } from 'sayso/preview'
    preview({ survey: { ...${definition}, format: 'modal', question: 'Hi {name}?' }, step: 'commenting', rating: 4, name: 'Ann' })`,
  )
  await card.getByText('Hi Ann?').waitFor()
  expect(await card.getByRole('radio', { name: '4' }).isChecked()).toBe(true)
  await card.getByRole('radio', { name: '9' }).click()
  await card.getByRole('textbox').fill('Trying')
  await card.getByRole('button', { name: 'Send' }).click()
  await card.getByRole('status').getByText(/\w/).waitFor()
  expect(requests.filter((path) => path.startsWith('/v1'))).toEqual([])
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await end()
})
