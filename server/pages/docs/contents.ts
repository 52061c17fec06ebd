import { html } from 'hono/html'
import type { DocsPage } from '../../built-data/read-docs.ts'
import { type Ctx, pathTo } from '../../context.ts'
import type { Html } from '../layout.ts'
import { doorTexts } from '../texts/door-texts.ts'

const texts = doorTexts.documents

export type DocsPages = Readonly<Record<string, DocsPage>>

/** The page that is made of the OpenAPI document, not of a file. */
export const referenceName = 'reference'

/** Which documents stand under which heading; those that are named nowhere stand under the last. */
const groups: Readonly<Record<keyof typeof texts.groups, readonly string[]>> = {
  begin: ['', 'console'],
  ask: ['surveys', 'widget', 'apps', 'links', 'campaigns', 'mail', 'languages', 'identity'],
  read: ['reports', 'answers', 'themes'],
  build: ['api', referenceName, 'recipes', 'moving'],
  run: [
    'operating',
    'deploying',
    'growing',
    'workspaces',
    'privacy',
    'reliability',
    'accessibility',
    'security',
  ],
  more: ['contributing', 'changelog'],
}

/** The list of all documents, with the sections of the one that is shown. */
export function contentsOf(c: Ctx, pages: DocsPages, current: string): Html {
  const list = (names: readonly string[]) =>
    names
      .filter((name) => name === referenceName || pages[name])
      .map((name) => entry(c, pages, name, current))
  const listed = new Set(Object.values(groups).flat())
  const others = Object.keys(pages).filter((name) => !listed.has(name))
  return html`${Object.entries(groups).map(
    ([group, names]) =>
      html`<h2>${texts.groups[group as keyof typeof groups]}</h2><ul>${list(group === 'more' ? [...others, ...names] : names)}</ul>`,
  )}`
}

function entry(c: Ctx, pages: DocsPages, name: string, current: string): Html {
  const title = name === '' ? texts.start : name === referenceName ? texts.api : pages[name]!.title
  const isCurrent = name === current
  const sections = isCurrent ? (pages[name]?.sections ?? []) : []
  return html`<li><a href="${docsPath(c, name)}"${isCurrent ? html` aria-current="page"` : ''}>${title}</a>${
    sections.length > 1
      ? html`<ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul>`
      : ''
  }</li>`
}

/** The path of a document's page, of a picture, or of the first page for `''`. */
export function docsPath(c: Ctx, name: string): string {
  return pathTo(c, name ? `/docs/${name}` : '/docs')
}
