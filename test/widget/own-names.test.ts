import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { locale } from '../../shared/locales/en.ts'
import { ownNames } from '../../widget/ownNames.ts'
import { launchChromium } from '../support/chromium.ts'
import { document as openApi } from '../support/document.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test('a name is shortened once', () => {
  expect(new Set(ownNames).size).toBe(ownNames.length)
})

test('no name we shorten is one the browser knows', async () => {
  const browser = await launchChromium()
  const page = await browser.newPage()
  // Of a page with an address, as a blank one may not look at its own storage.
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await page.goto('http://localhost/')
  const known = await page.evaluate((names) => {
    const things = Object.getOwnPropertyNames(window).map((name) => (window as never)[name] as unknown)
    const prototypes = things.flatMap((thing) =>
      typeof thing === 'function' ? [thing, thing.prototype] : [],
    )
    return names.filter((name) => [window, document, ...prototypes].some((each) => each && name in each))
  }, ownNames)
  await browser.close()
  expect(known).toEqual([])
})

/** Every property of every schema the collector describes. */
function propertiesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties } = schema as { properties?: object }
  const named = typeof properties === 'object' && properties ? Object.keys(properties) : []
  return [...named, ...Object.values(schema).flatMap(propertiesIn)]
}

test('nor the collector, nor a language', () => {
  const known = new Set([...propertiesIn(openApi), ...Object.keys(locale.widget)])
  expect(known).toContain('surveyId')
  expect(ownNames.filter((name) => known.has(name))).toEqual([])
})

test('nor one that the page, what is stored, or another of our scripts asks for by name', () => {
  const exported = /export (?:async )?(?:const|function) (\w+)/g
  const sources = readdirSync(new URL('../../widget', import.meta.url)).filter((name) => /\.tsx?$/.test(name))
  const exports = sources.flatMap((name) =>
    [...read(`widget/${name}`).matchAll(exported)].map(([, is]) => is!),
  )
  const said = ['index', 'options', 'preview', 'sayso', 'filled', 'memory', 'outbox', 'explain']
  const asked = said.flatMap((name) => [
    ...read(`widget/${name}.ts`).matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm),
  ])
  const known = new Set([...exports, ...asked.map(([, name]) => name!)])
  for (const name of ['createStage', 'rests', 'forgetful', 'rating']) expect(known).toContain(name)
  expect(ownNames.filter((name) => known.has(name))).toEqual([])
})

test('nor one that stands in a text, as the keys of an object may become texts', () => {
  const files = ['widget', 'shared'].flatMap((folder) =>
    readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  )
  const sources = files.filter((name) => /\.tsx?$/.test(name) && name !== 'widget/ownNames.ts')
  const texts = new Set(
    sources.flatMap((name) => [...read(name).matchAll(/'(\w+)'/g)].map(([, text]) => text)),
  )
  expect(texts).toContain('formats')
  expect(ownNames.filter((name) => texts.has(name))).toEqual([])
})
