import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { Marked, type Token } from 'marked'

/** A document as a page: its text as HTML, and its sections for the list of contents. */
export interface DocsPage {
  readonly title: string
  readonly html: string
  readonly sections: readonly DocsSection[]
}

interface DocsSection {
  readonly id: string
  readonly title: string
}

/** The documents outside `docs/`, with the names of their pages. */
const others: Readonly<Record<string, string>> = {
  'README.md': '',
  'SECURITY.md': 'security',
  'CONTRIBUTING.md': 'contributing',
  'CHANGELOG.md': 'changelog',
}

const root = new URL('../../', import.meta.url)

/** Every document by the name of its page; `''` is the README. */
export function readDocs(): Record<string, DocsPage> {
  const own = readdirSync(new URL('docs/', root))
    .filter((file) => file.endsWith('.md'))
    .map((file) => [`docs/${file}`, file.replace(/\.md$/, '')] as const)
  const names = new Map([...Object.entries(others), ...own])
  return Object.fromEntries([...names].map(([path, name]) => [name, pageOf(path, names)]))
}

function pageOf(path: string, names: ReadonlyMap<string, string>): DocsPage {
  const headings: { readonly depth: number; readonly id: string; readonly title: string }[] = []
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const title = this.parser.parseInline(tokens, this.parser.textRenderer)
        const id = freeId(slugOf(tokens), headings)
        headings.push({ depth, id, title: unescaped(title) })
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      link({ href, tokens }) {
        return `<a href="${escaped(addressOf(href, path, names))}">${this.parser.parseInline(tokens)}</a>`
      },
      image({ href, text }) {
        return `<img src="${escaped(addressOf(href, path, names))}" alt="${escaped(text)}" loading="lazy">`
      },
    },
  })
  const html = marked.parse(readFileSync(new URL(path, root), 'utf8'), { async: false })
  return {
    title: headings[0]?.title ?? path,
    html,
    sections: headings.filter(({ depth }) => depth === 2).map(({ id, title }) => ({ id, title })),
  }
}

/**
 * The address of what a document links to: `docs:NAME` of another document or a picture, for the server knows where
 * it serves them; anything else as it is.
 */
function addressOf(href: string, from: string, names: ReadonlyMap<string, string>): string {
  if (/^(#|[a-z]+:|\/)/.test(href)) return href
  const [file, section] = href.split('#') as [string, string | undefined]
  const path = posix.join(posix.dirname(from), file)
  const name = names.get(path) ?? (/^docs\/[\w-]+\.(png|jpg)$/.test(path) ? posix.basename(path) : undefined)
  return name === undefined ? href : `docs:${name}${section ? `#${section}` : ''}`
}

/** As GitHub names headings, so that links to them work in both places. */
function slugOf(tokens: readonly Token[]): string {
  const text = tokens.map((token) => ('text' in token ? String(token.text) : token.raw)).join('')
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}

function freeId(id: string, taken: readonly { readonly id: string }[]): string {
  const again = taken.filter((each) => each.id.replace(/-\d+$/, '') === id).length
  return again === 0 ? id : `${id}-${again}`
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign]!)

function unescaped(html: string): string {
  const signs = Object.entries(escapes).map(([sign, name]) => [name, sign] as const)
  return [...signs, ['&#39;', "'"] as const].reduce((text, [name, sign]) => text.replaceAll(name, sign), html)
}
