import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'

/** What a page loads, in brotli bytes: the loader for every visitor, all of it for those who see a plain popover. */
const budgets: Readonly<Record<string, number>> = {
  loader: 4100,
  'plain popover': 22_500,
}

const folder = new URL('../../dist/widget/', import.meta.url)
const files = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
)
const names = Object.keys(files)
const rendererName = names.find((name) => name.startsWith('renderer-'))!
const loader = files['sayso.js']!

const inPopover = names
  .filter((name) => /^(renderer|rolldown-runtime)-/.test(name))
  .map((name) => files[name]!)

const brotli = (file: string) => brotliCompressSync(file).length

test('the widget is small', () => {
  const sizes: Readonly<Record<string, number>> = {
    loader: brotli(loader),
    'plain popover': [loader, ...inPopover].map(brotli).reduce((sum, size) => sum + size),
  }
  console.table({
    ...Object.fromEntries(names.map((name) => [name, { brotli: brotli(files[name]!) }])),
    ...Object.fromEntries(
      Object.entries(budgets).map(([part, budget]) => [part, { brotli: sizes[part], budget }]),
    ),
  })
  for (const [part, budget] of Object.entries(budgets)) expect(sizes[part], part).toBeLessThanOrEqual(budget)
})

test('a build holds one renderer, and the chunks it and the manifest know', () => {
  const renderer = files[rendererName]!
  const manifest: Record<string, { name: string; file: string }> = JSON.parse(
    readFileSync(new URL('manifest.json', folder), 'utf8'),
  )
  expect(names.filter((name) => name.startsWith('renderer-'))).toEqual([rendererName])
  const fileOf = (chunk: string) => Object.values(manifest).find(({ name }) => name === chunk)?.file
  expect(fileOf('renderer')).toBe(rendererName)
  for (const chunk of ['shapes', 'Dialog', 'theme', 'Choices']) {
    expect(names).toContain(fileOf(chunk))
    expect(renderer).toContain(`./${fileOf(chunk)}`)
  }
})

// The chunk of rare commands draws and asks nothing.
test('what is drawn needs no more files than the manifest says: chunks import the renderer alone', () => {
  for (const [name, text] of Object.entries(files).filter(([name]) => !name.startsWith('commands-')))
    for (const [, imported] of text.matchAll(/\bfrom\s*["'`]\.\/([^"'`]+)["'`]/g))
      expect(imported, name).toBe(rendererName)
})

test('the loader carries neither Preact nor zod, and imports the renderer by itself', () => {
  expect(loader).not.toMatch(/createElementNS|__k|vnode|ZodError|preload/)
  expect(loader).toMatch(/\bimport\(/)
})

test('nothing in the widget needs what a strict policy forbids', () => {
  for (const [name, text] of Object.entries(files))
    expect(text, name).not.toMatch(/new Function|\beval\(|document\.write|insertAdjacentHTML/)
})
