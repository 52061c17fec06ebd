import { readdirSync } from 'node:fs'
import { Window } from 'happy-dom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocs } from '../../../server/built-data/read-docs.ts'
import { send } from '../../support/client.ts'
import { type Collector, startCollector } from '../../support/collector.ts'
import { freePort } from '../../support/sqld.ts'

/** A collector below a path, as a proxy that keeps the path serves it. */
let collector: Collector
let origin: string
const base = '/feedback'
beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  collector = await startCollector({ PORT: String(port), PUBLIC_URL: origin + base })
})
afterAll(() => collector.close())

const reader = { headers: { accept: 'text/html' }, redirect: 'manual' } as const
const get = (path: string) => send(origin + path, reader)

/** The document of a page's HTML. */
function parsed(html: string) {
  const { document } = new Window()
  document.write(html)
  return document
}

/** The elements of a page that lead somewhere, with their addresses. */
function addressesIn(html: string): string[] {
  const elements = [...parsed(html).querySelectorAll('main :is(a, img), nav a')]
  return elements.map((each) => each.getAttribute('href') ?? each.getAttribute('src')!)
}

const names = Object.keys(readDocs())
const pathOf = (name: string) => `${base}/docs${name && `/${name}`}`

describe('the documents', () => {
  it('are all pages, each listed once beside every other', async () => {
    const files = readdirSync(new URL('../../../docs/', import.meta.url)).filter((file) =>
      file.endsWith('.md'),
    )
    expect(names).toEqual(expect.arrayContaining(files.map((file) => file.replace('.md', ''))))
    const { body } = await get(pathOf(''))
    const listed = [...parsed(body).querySelectorAll('nav.contents > ul > li > a')].map((link) =>
      link.getAttribute('href'),
    )
    expect([...listed].sort()).toEqual([...names, 'reference'].map(pathOf).sort())
  })

  it.each([...names, 'reference'])(
    '%s: every link and picture of ours leads to what it names',
    async (name) => {
      const { status, body } = await get(pathOf(name))
      expect(status).toBe(200)
      for (const address of addressesIn(body).filter((each) => !/^https?:/.test(each))) {
        const { pathname, hash } = new URL(address, origin + pathOf(name))
        const found = await send(origin + pathname, reader)
        expect([address, found.status]).toEqual([address, 200])
        if (hash)
          expect([
            address,
            parsed(found.body).getElementById(decodeURIComponent(hash.slice(1))),
          ]).not.toContain(null)
      }
    },
  )

  it('are plain HTML with headings, tables and code, and call this server in their examples', async () => {
    const { body } = await get(pathOf('widget'))
    const document = parsed(body)
    expect(document.querySelector('title')?.textContent).toBe('The widget in your pages – Sayso')
    expect(document.querySelectorAll('main h1').length).toBe(1)
    expect(document.querySelector('main table')).not.toBeNull()
    expect(document.querySelector('main pre')?.textContent).toContain(
      `<script async src="${origin}${base}/sayso.js" data-survey="demo"></script>`,
    )
    expect(document.querySelectorAll('main script').length).toBe(0)
  })

  it('are found by the names of their files, too', async () => {
    const { status, headers } = await get(`${base}/docs/widget.md`)
    expect([status, headers.get('location')]).toEqual([301, pathOf('widget')])
    expect((await get(`${base}/docs/`)).headers.get('location')).toBe(pathOf(''))
  })

  it('come with their pictures', async () => {
    const answer = await fetch(`${origin}${base}/docs/report.png`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect([...new Uint8Array(await answer.arrayBuffer()).slice(1, 4)]).toEqual([80, 78, 71])
  })

  it.each(['nothing', 'nothing.png', '..%2fpackage.json', '__proto__', 'constructor', '.md'])(
    'are no way to anything else: %s',
    async (name) => {
      const { status, body } = await get(`${base}/docs/${name}`)
      expect([status, body]).toEqual([404, expect.stringContaining(`href="${base}/docs"`)])
    },
  )
})

describe('the API reference', () => {
  it('has every call of the OpenAPI document, with its parameters, body and answers', async () => {
    const { paths } = (await send(`${origin}${base}/openapi.json`)).body
    const operations = Object.values(paths).flatMap((item) => Object.values(item as object))
    const index = parsed((await get(`${base}/docs/reference`)).body)
    const links = [...index.querySelectorAll('.calls a')].map((link) => link.getAttribute('href')!)
    expect(links.length).toBe(operations.length)
    const pages = [...new Set(links.map((link) => link.split('#')[0]!))]
    const bodies = await Promise.all(pages.map(async (page) => (await get(page)).body as string))
    expect(Math.max(...bodies.map((body) => body.length))).toBeLessThan(150_000)
    const words = bodies.map((body) => parsed(body).body.textContent).join(' ')
    for (const { summary, parameters = [], requestBody } of operations) {
      expect(words).toContain(summary)
      for (const { description = '' } of parameters) expect(words).toContain(description)
      if (requestBody) expect(words).toContain(Object.keys(requestBody.content)[0])
    }
    expect(words).toContain(`curl -X POST '${origin}${base}/v1/surveys'`)
  })

  it.each(['surveys', 'report', 'public'])(
    '%s: every object that is named is described on the page',
    async (group) => {
      const page = parsed((await get(`${base}/docs/reference/${group}`)).body)
      const named = [...page.querySelectorAll('main a[href^="#schema-"]')]
      expect(named.length).toBeGreaterThan(0)
      for (const link of named) {
        const id = link.getAttribute('href')!.slice(1)
        expect([id, page.getElementById(id)?.textContent]).toEqual([id, link.textContent])
      }
    },
  )

  it('knows nothing of what there is not', async () => {
    expect((await get(`${base}/docs/reference/nothing`)).status).toBe(404)
  })
})

describe('what is refused to somebody who looks at it', () => {
  it.each([
    ['/nowhere', `href="${base}/"`],
    ['/console/surveys/none/edit', '<form'],
    ['/assets/nothing.css', `href="${base}/"`],
  ])('is a page at %s', async (path, way) => {
    const { headers, body } = await get(base + path)
    expect(headers.get('content-type')).toContain('text/html')
    expect(body).toContain(way)
  })

  it('is a problem document for programs, and for calls whoever makes them', async () => {
    const program = await fetch(`${origin}${base}/docs/nothing`)
    expect(program.headers.get('content-type')).toContain('application/problem+json')
    expect((await get(`${base}/v1/surveys`)).headers.get('content-type')).toContain(
      'application/problem+json',
    )
  })

  it('offers no way into the console to whoever came by a link of their own', async () => {
    const { status, body } = await get(`${base}/i/nothing`)
    expect(status).toBe(404)
    expect(body).not.toContain('/console')
  })
})
