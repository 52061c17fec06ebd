import { compile } from 'svelte/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAnswer } from './answers.ts'
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
    `import { mount } from 'sayso-widget'
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
    `import { mount, type Mounted } from 'sayso-widget'; import { Survey } from 'sayso-widget/react'; import { Survey as InVue } from 'sayso-widget/vue'
    import { survey } from 'sayso-widget/svelte'; import { preview } from 'sayso-widget/preview'; import 'sayso-widget/element'
    const mounted: Mounted = mount({ collector: 'https://x.example', survey: 'demo', properties: { plan: 'pro' } })
    mounted.on('rated', console.log); mounted.close()
    export const all = [Survey, InVue, survey, preview]`,
  )
  expect(project.check()).toBe('')
  project.write(
    'wrong.ts',
    `import { mount } from 'sayso-widget'; mount({ survey: 'demo' }); mount({ collector: 'x', survey: 7 })`,
  )
  expect(project.check().match(/wrong\.ts/g)).toHaveLength(2)
})

const address = (person: string) =>
  `collector: '${collector.url}', survey: 'demo', inline: true, respondent: { id: '${person}' }`

const svelteApp = () =>
  compile(
    `<script>
      import { survey } from 'sayso-widget/svelte'
      let { person } = $props()
      let props = $derived({ collector: '${collector.url}', survey: 'demo', inline: true, respondent: { id: person } })
    </script><div use:survey={props}></div>`,
    { generate: 'client', filename: 'App.svelte' },
  ).js.code

/** One application each way, that shows a survey to one person, then to another, and then is gone. */
const applications: Record<string, () => string> = {
  React:
    () => `import { createElement } from 'react'; import { createRoot } from 'react-dom/client'; import { Survey } from 'sayso-widget/react'
    const root = createRoot(document.querySelector('#here'))
    const draw = (person) => root.render(createElement(Survey, { ${address('X')}, respondent: { id: person }, on: (event) => console.info(event) }))
    draw('React'); document.querySelector('#change').onclick = () => draw('React again'); document.querySelector('#leave').onclick = () => root.unmount()`,
  Vue: () => `import { createApp, h, ref } from 'vue'; import { Survey } from 'sayso-widget/vue'
    const person = ref('Vue'); const app = createApp({ render: () => h(Survey, { ${address('X')}, respondent: { id: person.value } }) })
    app.mount('#here'); document.querySelector('#change').onclick = () => { person.value = 'Vue again' }; document.querySelector('#leave').onclick = () => app.unmount()`,
  Svelte: () => `import { mount, unmount } from 'svelte'; import App from './App.svelte.js'
    let app = mount(App, { target: document.querySelector('#here'), props: { person: 'Svelte' } })
    document.querySelector('#change').onclick = () => { unmount(app); app = mount(App, { target: document.querySelector('#here'), props: { person: 'Svelte again' } }) }
    document.querySelector('#leave').onclick = () => unmount(app)`,
  'Custom element': () => `import 'sayso-widget/element'
    const element = document.createElement('sayso-survey')
    for (const [name, value] of Object.entries({ collector: '${collector.url}', survey: 'demo', format: 'inline', 'respondent-id': 'Custom element' })) element.setAttribute(name, value)
    document.querySelector('#here').append(element)
    document.querySelector('#change').onclick = () => element.setAttribute('respondent-id', 'Custom element again')
    document.querySelector('#leave').onclick = () => element.remove()`,
}

describe.each(Object.entries(applications))('in %s', (name, application) => {
  test('a survey shows, is another’s when that changes, and leaves no trace', async () => {
    if (name === 'Svelte') project.write('App.svelte.js', svelteApp())
    const { page, card, problems, end } = await open(name.replace(' ', '-'), application())
    await page.locator('#here section').waitFor()
    await card.getByRole('radio', { name: '9' }).click()
    await expectAnswer(collector, name, { rating: 9 })
    await page.click('#change')
    await card.getByRole('radio', { name: '3', checked: false }).click()
    await expectAnswer(collector, `${name} again`, { rating: 3 })
    expect(await card.count()).toBe(1)
    await page.click('#leave')
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
    `import { preview } from 'sayso-widget/preview'
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
