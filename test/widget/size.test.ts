import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'

/** What a page loads, brotli bytes. Budgets: the loader for every visitor, both for those who are asked. */
const budget = { loader: 2500, total: 11_000 }

const folder = new URL('../../dist/widget/', import.meta.url)
const files = Object.fromEntries(
  readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))]),
)
const rendererName = Object.keys(files).find((name) => name.startsWith('renderer-'))!
const loader = files['sayso.js']!.toString()

const brotli = (name: string) => brotliCompressSync(files[name]!).length

test('the widget is small', () => {
  const loaderSize = brotli('sayso.js')
  const rendererSize = brotli(rendererName)
  const total = loaderSize + rendererSize
  console.table({
    loader: { brotli: loaderSize, budget: budget.loader },
    renderer: { brotli: rendererSize },
    'loader + renderer': { brotli: total, budget: budget.total },
  })
  expect(loaderSize).toBeLessThanOrEqual(budget.loader)
  expect(total).toBeLessThanOrEqual(budget.total)
})

test('a build is two files, and the loader knows the other', () => {
  expect(Object.keys(files).sort()).toEqual([rendererName, 'sayso.js'])
  expect(loader).toContain(`"${rendererName}"`)
})

test('there is one place for a definition in the loader', () => {
  expect(loader.split('"@@SAYSO_SURVEY@@"')).toHaveLength(2)
  expect(loader.split('@@SAYSO_SURVEY@@')).toHaveLength(2)
})

test('the loader carries neither Preact nor zod, and imports the renderer by itself', () => {
  expect(loader).not.toMatch(/createElementNS|__k|vnode|ZodError|preload/)
  expect(loader).toMatch(/\bimport\(/)
})

test('nothing in the widget needs what a strict policy forbids', () => {
  for (const [name, text] of Object.entries(files))
    expect(text.toString(), name).not.toMatch(/new Function|\beval\(|document\.write|insertAdjacentHTML/)
})
