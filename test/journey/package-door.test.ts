import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build as buildWithEsbuild } from 'esbuild'
import { rollup } from 'rollup'
import { compile, compileModule } from 'svelte/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersOf, expectAnswer, makeSurvey } from './answers.ts'
import { browser, collector, site } from './opened.ts'
import { installPacked, type Project } from './packed.ts'
import { visit } from './visit.ts'

const root = join(import.meta.dirname, '../..')
let project: Project

beforeAll(() => {
  project = installPacked([
    ...['react', 'react-dom', 'vue', '@vue/runtime-dom', 'svelte', 'preact', '@types/react', 'csstype'],
  ])
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

test('an offered survey waits for its event and for rest, in its language, as the tag’s does', async () => {
  const translations = { de: { question: 'Wie war es?' } }
  const id = await makeSurvey(collector, { metric: 'nps', rules: { when: { event: 'paid' } }, translations })
  const { page, card, problems, end } = await open(
    'offers',
    `import { offer } from 'sayso-widget'
    const offered = offer({ collector: '${collector.url}', survey: '${id}', language: 'de', respondent: { id: 'offered' } })
    offered.on('rated', ({ rating }) => { document.title = rating })
    document.querySelector('#change').onclick = () => offered.track('paid', { plan: 'pro' })
    document.querySelector('#leave').onclick = offered.close`,
  )
  await page.waitForTimeout(1000)
  expect(await card.count()).toBe(0)
  await page.click('#change')
  await card.getByText('Wie war es?').waitFor()
  await card.getByRole('radio', { name: '8' }).click()
  await expectAnswer(collector, 'offered', { rating: 8, properties: { plan: 'pro' } }, id)
  expect(await page.title()).toBe('8')
  await page.click('#leave')
  await card.waitFor({ state: 'detached' })
  // The same browser has answered, and rests.
  await page.reload()
  await page.click('#change')
  await page.waitForTimeout(1500)
  expect(await card.count()).toBe(0)
  expect(problems).toEqual([])
  await end()
})

test('where consent is required, an offered survey keeps and shows nothing before', async () => {
  const { page, card, end } = await open(
    'consents',
    `import { offer } from 'sayso-widget'
    const offered = offer({ collector: '${collector.url}', survey: 'demo', consent: 'required' })
    document.querySelector('#change').onclick = () => offered.consent(true)
    document.querySelector('#leave').onclick = () => offered.consent(false)`,
  )
  await page.waitForTimeout(1000)
  expect(await card.count()).toBe(0)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await page.click('#change')
  await card.getByRole('radio', { name: '7' }).click()
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBeGreaterThan(0)
  await page.click('#leave')
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0)
  await end()
})

test('its types say what may be given, and what may not', () => {
  project.write(
    'right.tsx',
    `import { mount, offer, type Mounted } from 'sayso-widget'; import { Survey } from 'sayso-widget/react'; import { Survey as InVue } from 'sayso-widget/vue'
    import { survey } from 'sayso-widget/svelte'; import { preview } from 'sayso-widget/preview'; import 'sayso-widget/element'
    const mounted: Mounted = mount({ collector: 'https://x.example', survey: 'demo', properties: { plan: 'pro' } })
    mounted.on('rated', (detail) => detail.rating.toFixed()); mounted.on('error', (said) => said.trim()); mounted.close()
    offer({ collector: 'https://x.example', survey: 'demo', consent: 'required', language: 'de' }).on('commented', ({ comment }) => comment?.trim())
    document.createElement('sayso-survey').addEventListener('rated', ({ detail }) => detail.rating.toFixed())
    window.sayso?.('on', 'rated', ({ rating }) => rating.toFixed()); window.sayso?.('show', 'demo', { target: '#here' }); window.sayso?.('show', { target: '#here' })
    const inReact = <Survey collector="https://x.example" survey="demo" on={(event, detail) => { if (event === 'rated') detail.rating.toFixed() }} />
    const inJsx = <sayso-survey collector="https://x.example" survey="demo" format="inline" key="a" className="b" onrated={({ detail }) => detail.rating.toFixed()} />
    export const all = [Survey, InVue, survey, preview, inReact, inJsx]`,
  )
  project.write(
    'preact.tsx',
    `/** @jsxImportSource preact */
    import 'sayso-widget/element'
    export const inJsx = <sayso-survey collector="https://x.example" survey="demo" class="b" onrated={({ detail }) => detail.rating.toFixed()} />`,
  )
  project.write(
    'vue.tsx',
    `/** @jsxImportSource vue */
    import 'sayso-widget/element'
    export const inJsx = <sayso-survey collector="https://x.example" survey="demo" class="b" onRated={({ detail }) => detail.rating.toFixed()} />`,
  )
  project.write(
    'svelte.ts',
    `import 'sayso-widget/element'; import type { SvelteHTMLElements } from 'svelte/elements'
    export const attributes: SvelteHTMLElements['sayso-survey'] = { collector: 'https://x.example', onrated: ({ detail }) => detail.rating.toFixed() }`,
  )
  project.write(
    'api.ts',
    `import type { components, paths } from 'sayso-widget/api'
    type Read = paths['/v1/surveys/{id}']['get']['responses'][200]['content']['application/json']
    export const metricOf = (survey: Read): components['schemas']['Metric'] => survey.metric
    // @ts-expect-error there is no such address
    export type Nothing = paths['/v1/nothing']`,
  )
  expect(project.check('--jsx', 'react-jsx')).toBe('')

  project.write(
    'wrong.tsx',
    `import { mount } from 'sayso-widget'; import 'sayso-widget/element'
    mount({ survey: 'demo' }); mount({ collector: 'x', survey: 7 })
    mount({ collector: 'x', survey: 'demo' }).on('rated', (detail) => detail.comment)
    mount({ collector: 'x', survey: 'demo' }).on('liked', () => {})
    window.sayso?.('shwo'); window.sayso?.('on', 'rated', ({ comment }) => comment)
    export const inJsx = <sayso-survey collector={7} />`,
  )
  const mistakes = project
    .check('--jsx', 'react-jsx')
    .split('\n')
    .filter((line) => /^\w.*error/.test(line))
  expect(mistakes.map((line) => Number(/wrong\.tsx\((\d)/.exec(line)?.[1]))).toEqual([2, 2, 3, 4, 5, 5, 6])
  rmSync(join(project.folder, 'wrong.tsx'))
})

test('its types ask for no framework that is not there', () => {
  // Elsewhere, as tsc would find the frameworks of a project around it.
  const alone = mkdtempSync(join(tmpdir(), 'sayso-alone-'))
  const [widget, tsc] = ['node_modules/sayso-widget', join(root, 'node_modules/.bin/tsc')]
  cpSync(join(project.folder, widget), join(alone, widget), { recursive: true })
  writeFileSync(
    join(alone, 'alone.ts'),
    `import { mount } from 'sayso-widget'; import 'sayso-widget/element'; mount({ collector: 'x', survey: 'demo' })`,
  )
  const options = '--noEmit --strict --module nodenext --target es2022 --lib es2023,dom alone.ts'
  const { stdout } = spawnSync(tsc, options.split(' '), { cwd: alone, encoding: 'utf8' })
  rmSync(alone, { recursive: true })
  expect(stdout).toBe('')
})

const entries = ['', '/element', '/preview', '/react', '/react-native', '/vue', '/svelte'].map(
  (path) => `sayso-widget${path}`,
)

test('every entry imports on a server, where offering and mounting do nothing', () => {
  const script = `
    for (const entry of ${JSON.stringify(entries)}) await import(entry)
    const { mount, offer } = await import('sayso-widget')
    const options = { collector: 'http://127.0.0.1:9', survey: 'demo' }
    mount(options).close()
    const offered = offer({ ...options, consent: 'required' })
    offered.identify({ id: 'a' }); offered.track('paid'); offered.consent(true); offered.close()`
  const name = project.write('server.mjs', script)
  expect(execFileSync('node', [name], { cwd: project.folder, encoding: 'utf8' })).toBe('')
})

test('publint and attw find nothing to say against the packed package', () => {
  const run = (...given: string[]) => {
    const { stdout, status } = spawnSync('npx', given, { cwd: root, encoding: 'utf8' })
    return status ? `${stdout} failed` : stdout
  }
  expect(run('publint', project.tarball, '--strict')).toContain('All good')
  const report = run('attw', project.tarball, '--profile', 'esm-only', '--format', 'ascii')
  expect(report).not.toContain('failed')
  // With the types of the API, which have no code.
  expect(report.match(/node16 \(from ESM\): .*ESM/g)).toHaveLength(entries.length + 1)
})

test('the package says what it is, with source maps, and no file for each language', () => {
  const folder = join(project.folder, 'node_modules/sayso-widget')
  const said = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  expect(said).toMatchObject({ name: 'sayso-widget', license: 'MIT', repository: { directory: 'widget' } })
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain("from 'sayso-widget'")
  expect(readFileSync(join(folder, 'react.js'), 'utf8')).toMatch(/^["']use client["']/)
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeLessThan(30)
  for (const name of scripts) {
    const text = readFileSync(join(folder, name), 'utf8')
    if (text.length > 200) expect(text, name).toContain(`sourceMappingURL=${name}.map`)
  }
})

describe.each(entries)('%s', (entry) => {
  const frameworks = ['react', 'vue']
  // What draws is fetched when it is needed, but for React Native, where a page of the collector's draws.
  const leastFiles = entry.endsWith('react-native') ? 1 : 2
  // The element alone is imported for what it does.
  const statement = `${entry.endsWith('element') ? 'import' : 'export * from'} '${entry}'`
  const input = () => project.write('bundled.js', statement)

  test('is bundled by esbuild', async () => {
    const { warnings, outputFiles } = await buildWithEsbuild({
      ...{ entryPoints: [input()], bundle: true, splitting: true, format: 'esm', write: false },
      ...{ external: frameworks, outdir: join(project.folder, 'out'), logLevel: 'silent' },
    })
    expect(warnings).toEqual([])
    expect(outputFiles.length).toBeGreaterThanOrEqual(leastFiles)
  })

  test('is bundled by Rollup', async () => {
    const warnings: string[] = []
    const bundle = await rollup({
      input: input(),
      external: frameworks,
      plugins: [{ name: 'resolve', resolveId: (id) => resolved(id) }],
      onwarn: ({ code, message }) => code !== 'MODULE_LEVEL_DIRECTIVE' && warnings.push(message),
    })
    const { output } = await bundle.generate({ format: 'es' })
    expect(warnings).toEqual([])
    expect(output.length).toBeGreaterThanOrEqual(leastFiles)
  })
})

/** The file that Node takes an entry from. */
function resolved(id: string): string | null {
  if (!entries.includes(id)) return null
  const folder = join(project.folder, 'node_modules/sayso-widget')
  const said = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, said.exports[id.replace('sayso-widget', '.')].default)
}

const svelteApp = () =>
  compile(
    `<script>
      import { survey } from 'sayso-widget/svelte'
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
  React: `import { createElement, StrictMode } from 'react'; import { createRoot } from 'react-dom/client'; import { Survey } from 'sayso-widget/react'
    const root = createRoot(document.querySelector('#here'))
    window.draw = (props) => root.render(createElement(StrictMode, null, createElement(Survey, { ...props, on: (event) => console.info(event) })))
    window.leave = () => root.unmount()`,
  Vue: `import { createApp, h, shallowRef } from 'vue'; import { Survey } from 'sayso-widget/vue'
    const props = shallowRef({}); let app
    window.draw = (next) => { props.value = next; app ??= (app = createApp({ render: () => h(Survey, { ...props.value }) }), app.mount('#here'), app) }
    window.leave = () => app.unmount()`,
  Svelte: `import { flushSync, mount, unmount } from 'svelte'; import App from './App.svelte.js'; import { state } from './state.svelte.js'
    let app
    window.draw = (next) => { state.now = next; app ??= mount(App, { target: document.querySelector('#here'), props: { props: state } }); flushSync() }
    window.leave = () => unmount(app)`,
  'Custom element': `import 'sayso-widget/element'
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
