import { Hono } from 'hono'
import { html } from 'hono/html'
import { expect, it } from 'vitest'
import type { Env } from '../../../server/context.ts'
import { restOfPage, sendPage } from '../../../server/pages/layout.ts'

/** A page whose rest comes when the promise is settled. */
function pageWith(rest: () => Promise<ReturnType<typeof html>>) {
  const app = new Hono<Env>()
  const body = html`<main>first ${'<!-- the rest -->'} ${restOfPage}</main>`
  app.get('/', (c) => sendPage(c, { title: 'Page', body, rest }))
  return app.request('/')
}

it('shows what is made of a page while the rest is made', async () => {
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof html>>()
  const response = await pageWith(() => promise)
  expect(response.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8$/i)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  const { value: first } = await reader.read()
  expect(first).toMatch(/<main>first &lt;!-- the rest --&gt; $/)
  resolve(html`and ${'<then>'}`)
  expect((await reader.read()).value).toMatch(/^and &lt;then&gt;<\/main>/)
  expect((await reader.read()).done).toBe(true)
})

it('says so where the rest of a page fails', async () => {
  const response = await pageWith(async () => {
    throw new Error('somebody’s words')
  })
  const text = await response.text()
  expect(response.status).toBe(200)
  expect(text).toContain('The rest of this page could not be read.')
  expect(text).toContain('</main>')
  expect(text).not.toContain('somebody')
})
