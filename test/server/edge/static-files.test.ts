import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Collector, startCollector } from '../../support/collector.ts'
import { startWorkerdCollector } from '../../support/workerd.ts'

let node: Collector
let workerd: Collector
beforeAll(async () => {
  node = await startCollector()
  workerd = await startWorkerdCollector()
})
afterAll(() => Promise.all([node?.close(), workerd?.close()]))

type Manifest = Record<string, { file: string }>
const hashed = ['widget', 'assets'].flatMap((folder) => {
  const manifest: Manifest = JSON.parse(readFileSync(`dist/${folder}/manifest.json`, 'utf8'))
  return Object.values(manifest).map(({ file }) => `/${folder}/${file}`)
})

const names = [
  ...['access-control-allow-origin', 'cache-control', 'content-security-policy', 'content-type'],
  ...['cross-origin-resource-policy', 'referrer-policy', 'x-content-type-options', 'x-frame-options'],
]

async function sent({ url }: Collector, path: string) {
  const answer = await fetch(url + path)
  const headers = Object.fromEntries(names.map((name) => [name, answer.headers.get(name)]))
  return { path, status: answer.status, headers, text: await answer.text() }
}

it('files whose names change with their content are sent as on Node, without the Worker', async () => {
  expect(hashed.length).toBeGreaterThan(10)
  for (const path of hashed) {
    expect(await sent(workerd, path)).toEqual(await sent(node, path))
    expect((await fetch(workerd.url + path)).headers.has('x-request-id')).toBe(false)
  }
})

it('a renderer of an earlier build, and files that are not for everybody, are left to the Worker', async () => {
  for (const path of ['/widget/renderer-Old12345.js', '/widget/none-Old12345.js', '/assets/none-1.css']) {
    const { status, text } = await sent(workerd, path)
    expect([path, status, path.includes('renderer') && text]).toEqual([
      path,
      path.includes('renderer') ? 200 : 404,
      path.includes('renderer') && (await sent(node, path)).text,
    ])
    expect((await fetch(workerd.url + path)).headers.has('x-request-id')).toBe(true)
  }
  const others = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.\w+$/.test(name) && !hashed.includes(`/${name}`),
  )
  expect(others.length).toBeGreaterThan(10)
  for (const name of ['_headers', ...others]) {
    const [here, there] = [await sent(workerd, `/${name}`), await sent(node, `/${name}`)]
    expect([name, here.status]).toEqual([name, there.status])
  }
})
