import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'

/** What a page loads, brotli bytes. Budgets: the loader for every visitor, all for those who are asked. */
const budget = { loader: 2500, renderer: 8600, language: 400, total: 11_000 }

const folder = new URL('../../dist/widget/', import.meta.url)
const files = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(new URL(name, folder))]),
)
const names = Object.keys(files)
const rendererName = names.find((name) => name.startsWith('renderer-'))!
const loader = files['sayso.js']!.toString()

const brotli = (name: string) => brotliCompressSync(files[name]!).length
/** `shapes` of `shapes-a1b2c3d4.js`; of the languages, `words-de`. */
const partOf = (name: string) => name.replace(/(-[\w-]{8})?\.js$/, '')
const isLanguage = (name: string) => name.startsWith('words-')

test('the widget is small', () => {
  const language = Math.max(...names.filter(isLanguage).map(brotli))
  const sizes = {
    loader: brotli('sayso.js'),
    renderer: brotli(rendererName),
    language,
    // English is in the renderer; of the others it is one at most.
    total: brotli('sayso.js') + brotli(rendererName) + language,
  }
  const always = ['sayso.js', rendererName]
  const seldom = names.filter((name) => !isLanguage(name) && !always.includes(name))
  console.table({
    ...Object.fromEntries(
      Object.entries(sizes).map(([part, size]) => [
        {
          language: 'longest language',
          total: 'loader + renderer + language',
        }[part] ?? part,
        { brotli: size, budget: budget[part as keyof typeof budget] },
      ]),
    ),
    ...Object.fromEntries(seldom.map((name) => [`${partOf(name)}, when needed`, { brotli: brotli(name) }])),
  })
  for (const [part, size] of Object.entries(sizes))
    expect(size, part).toBeLessThanOrEqual(budget[part as keyof typeof budget])
})

test('a build holds one renderer, which the loader knows, and the parts and languages the renderer knows', () => {
  const renderer = files[rendererName]!.toString()
  expect(names.filter((name) => name.startsWith('renderer-'))).toEqual([rendererName])
  expect(loader).toContain(`"${rendererName}"`)
  for (const part of ['shapes', 'formats', 'look', 'Ticks', 'piped'])
    expect(renderer).toContain(`./${names.find((name) => name.startsWith(`${part}-`))}`)
  const hashes = names.filter(isLanguage).map((name) => name.slice(-'12345678.js'.length))
  expect(hashes.length).toBeGreaterThanOrEqual(30)
  expect(new Set(hashes).size).toBe(1)
  expect(renderer).toContain(`-${hashes[0]}`)
})

/** The loader with what judges these rules, as the collector composes it. */
const loaderWith = (gates: readonly string[]) =>
  brotliCompressSync(
    loader.replace('"@@SAYSO_FILLED@@"', () => `{gates:[${gates.map((gate) => files[gate])}]}`),
  ).length

test('what judges a rule adds little to the loader', () => {
  const gates = names.filter((name) => name.startsWith('gate.'))
  const sizes = Object.fromEntries(gates.map((gate) => [gate, loaderWith([gate])]))
  const all = loaderWith(gates)
  console.table({ ...sizes, 'all at once': all })
  expect(gates).toHaveLength(10)
  // Following addresses where the browser has no Navigation API takes the pages' rule over 2,500.
  for (const [gate, size] of Object.entries(sizes)) expect(size, gate).toBeLessThanOrEqual(2600)
  expect(all).toBeLessThanOrEqual(3350)
})

test('there is one place for a survey in the loader', () => {
  expect(loader.split('"@@SAYSO_FILLED@@"')).toHaveLength(2)
  expect(loader.split('@@SAYSO_FILLED@@')).toHaveLength(2)
})

test('the loader carries neither Preact nor zod, and imports the renderer by itself', () => {
  expect(loader).not.toMatch(/createElementNS|__k|vnode|ZodError|preload/)
  expect(loader).toMatch(/\bimport\(/)
})

test('nothing in the widget needs what a strict policy forbids', () => {
  for (const [name, text] of Object.entries(files))
    expect(text.toString(), name).not.toMatch(/new Function|\beval\(|document\.write|insertAdjacentHTML/)
})
