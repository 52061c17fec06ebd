import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'

/** What a page loads, brotli bytes: the loader for every visitor, all for those who are asked. */
const budgets: Readonly<Record<string, number>> = {
  loader: 3500,
  'loader with every rule': 3500,
  'loader with every rule + renderer + language': 18_000,
}

const folder = new URL('../../dist/widget/', import.meta.url)
const files = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(new URL(name, folder))]),
)
const names = Object.keys(files)
const rendererName = names.find((name) => name.startsWith('renderer-'))!
const loader = files['sayso.js']!.toString()

const brotli = (file: string | Buffer) => brotliCompressSync(file).length
/** `shapes` of `shapes-a1b2c3d4.js`; of the languages, `words-de`. */
const partOf = (name: string) => name.replace(/(-[\w-]{8})?\.js$/, '')
const isLanguage = (name: string) => name.startsWith('words-')
const isGate = (name: string) => name.startsWith('gate.')

/** The loader with what judges these rules, as the collector composes it. */
const loaderWith = (gates: readonly string[]) =>
  brotli(loader.replace('"@@SAYSO_FILLED@@"', () => `{gates:[${gates.map((gate) => files[gate])}]}`))

test('the widget is small', () => {
  const ruled = loaderWith(names.filter(isGate))
  const renderer = brotli(files[rendererName]!)
  // English is in the renderer; of the others it is one at most.
  const language = Math.max(...names.filter(isLanguage).map((name) => brotli(files[name]!)))
  const sizes: Readonly<Record<string, number>> = {
    loader: brotli(loader),
    'loader with every rule': ruled,
    renderer,
    'longest language': language,
    'loader + renderer + language': brotli(loader) + renderer + language,
    'loader with every rule + renderer + language': ruled + renderer + language,
  }
  const seldom = names.filter((name) => !isLanguage(name) && !isGate(name) && name !== rendererName)
  console.table({
    ...Object.fromEntries(
      Object.entries(sizes).map(([part, size]) => [part, { brotli: size, budget: budgets[part] }]),
    ),
    ...Object.fromEntries(
      seldom
        .filter((name) => name !== 'sayso.js')
        .map((name) => [`${partOf(name)}, when needed`, { brotli: brotli(files[name]!) }]),
    ),
  })
  for (const [part, budget] of Object.entries(budgets)) expect(sizes[part], part).toBeLessThanOrEqual(budget)
})

test('a build holds one renderer, which the loader knows, and the parts and languages the renderer knows', () => {
  const renderer = files[rendererName]!.toString()
  expect(names.filter((name) => name.startsWith('renderer-'))).toEqual([rendererName])
  expect(loader).toContain(`/${rendererName}`)
  for (const part of ['shapes', 'formats', 'look', 'Ticks', 'piped'])
    expect(renderer).toContain(`./${names.find((name) => name.startsWith(`${part}-`))}`)
  const hashes = names.filter(isLanguage).map((name) => name.slice(-'12345678.js'.length))
  expect(hashes.length).toBeGreaterThanOrEqual(30)
  expect(new Set(hashes).size).toBe(1)
  expect(renderer).toContain(`-${hashes[0]}`)
})

test('what judges a rule adds little to the loader', () => {
  const gates = names.filter(isGate)
  const sizes = Object.fromEntries(gates.map((gate) => [partOf(gate), loaderWith([gate])]))
  console.table(sizes)
  expect(gates).toHaveLength(10)
  for (const [gate, size] of Object.entries(sizes)) expect(size, gate).toBeLessThanOrEqual(budgets.loader!)
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
