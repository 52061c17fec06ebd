import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { brandMark } from '../console/icons.ts'
import { consoleFiles } from '../console/shell.ts'
import { type Page, sendPage } from '../layout.ts'
import { doorTexts } from '../texts/door-texts.ts'

/** A page that is open to everybody, without the bar above it. */
export interface SitePage extends Pick<Page, 'title' | 'body' | 'script' | 'imageSource'> {
  /** The place in the bar it belongs to. */
  readonly place: 'home' | 'docs' | 'demo'
  /** Sources of scripts below `server/pages`, like `islands/reference.ts`. */
  readonly islands?: readonly string[]
  /** Sources of style sheets beside the console's, likewise. */
  readonly sheets?: readonly string[]
}

/** Sends a page in the console's design, for who is not signed in too. */
export async function sitePage(
  c: Ctx,
  { place, islands, sheets, body, ...page }: SitePage,
): Promise<Response> {
  const content = await body
  const { words, askedWords } = c.var
  const shown = words === askedWords ? content : html`<div lang="en" dir="ltr">${content}</div>`
  c.set('words', askedWords)
  const link = (name: 'docs' | 'demo', path: string) =>
    html`<a href="${pathTo(c, path)}"${name === place ? html` aria-current="page"` : ''}>${doorTexts[name]}</a>`
  const start = pathTo(c, '/')
  return sendPage(c, {
    ...(await consoleFiles(c, islands, sheets)),
    ...page,
    language: askedWords?.language,
    keepForBack: true,
    body: html`<a class="skip" href="#main">${doorTexts.skip}</a>
<header class="sitebar"><a class="brand" href="${start}"${place === 'home' ? html` aria-current="page"` : ''}>${brandMark}</a><nav aria-label="${doorTexts.site}">${link('docs', '/docs')}${link('demo', '/demo')}<a class="btn" href="${pathTo(c, '/console')}">${doorTexts.signIn}</a></nav></header>
${shown}`,
  })
}
