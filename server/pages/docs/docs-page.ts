import { html, raw } from 'hono/html'
import { readData } from '../../built-data/read-data.ts'
import { type Ctx, publicUrlOf } from '../../context.ts'
import { Refusal } from '../../http/problem.ts'
import { type SitePage, sitePage } from '../doors/site-page.ts'
import type { Html } from '../layout.ts'
import { doorTexts } from '../texts/door-texts.ts'
import { english } from '../texts/words.ts'
import { contentsOf, docsPath } from './contents.ts'

const texts = doorTexts.documents

/** The address that the documents' examples call: of a server on the reader's own machine. */
const exampleUrl = 'http://localhost:8787'

/** `GET /docs` and `GET /docs/:name`: a document, or a picture of one. */
export async function showDocs(c: Ctx): Promise<Response> {
  c.set('words', english)
  const name = c.req.param('name') ?? ''
  if (/\.(png|jpg)$/.test(name)) return sendPicture(c, name)
  const pages = await readData(c.var.services, 'docs')
  const file = name.replace(/\.md$/, '')
  if (!Object.hasOwn(pages, file) || (name !== '' && file === '')) throw new Refusal('not-found')
  // The name of the file, as it stands in the repository, leads to the page.
  if (file !== name) return c.redirect(docsPath(c, file), 301)
  const { title, html: text } = pages[file]!
  const linked = text.replace(/"docs:([^"#]*)/g, (_, to: string) => `"${docsPath(c, to)}`)
  return sendDocs(c, { name, title, content: raw(linked.replaceAll(exampleUrl, publicUrlOf(c))) })
}

/** Sends a page with the list of all documents at its side. */
export async function sendDocs(
  c: Ctx,
  {
    name,
    title,
    content,
    ...more
  }: { readonly name: string; readonly content: Html } & Omit<SitePage, 'place' | 'body'>,
): Promise<Response> {
  const contents = contentsOf(c, await readData(c.var.services, 'docs'), name)
  return sitePage(c, {
    ...more,
    place: 'docs',
    title: title === 'Sayso' ? title : `${title} – Sayso`,
    body: html`<div class="docs"><nav class="contents not-phone" aria-label="${texts.contents}">${contents}</nav>
<details class="only-phone contents"><summary>${texts.contents}</summary><nav aria-label="${texts.contents}">${contents}</nav></details>
<main class="prose" id="main">${content}</main></div>`,
  })
}

const types: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg' }

async function sendPicture(c: Ctx, name: string): Promise<Response> {
  const picture = /^[\w-]+\.\w+$/.test(name) ? await c.var.services.picture(name) : null
  if (!picture) throw new Refusal('not-found')
  c.header('cache-control', 'public, max-age=3600')
  c.header('x-content-type-options', 'nosniff')
  return c.body(picture, 200, { 'content-type': types[name.split('.')[1]!]! })
}
