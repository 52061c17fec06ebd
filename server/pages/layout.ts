import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { directionOf } from '../../shared/direction.ts'
import type { Ctx } from '../context.ts'
import { refusalFor } from '../http/failures.ts'
import { pageStyles } from './page-styles.ts'
import { shellTexts } from './texts/shell-texts.ts'

/** The result of the `html` tag: markup with its interpolated values escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** A page for people. Build `body` with the `html` tag only, which escapes what it interpolates. */
export interface Page {
  readonly title: string
  readonly body: Html
  /** BCP 47; English when left out. */
  readonly language?: string
  /** An inline script; the Content-Security-Policy allows it by its hash. */
  readonly script?: string
  /** CSS in addition to the styles of every page. */
  readonly style?: string
  /** CSS instead of the styles of every page. */
  readonly stylesheet?: string
  /** Paths of style sheets and scripts of ours. */
  readonly stylesheets?: readonly string[]
  readonly scripts?: readonly string[]
  /** The path of the picture for the browser's tab. */
  readonly icon?: string
  /** Whether it shows pages of ours in frames. */
  readonly hasFrames?: boolean
  /** The one source of images beside our own. */
  readonly imageSource?: string
  /** Whether the back button may show the page from the cache. */
  readonly keepForBack?: boolean
  /** Whether a page of ours may frame it. */
  readonly isFramedByUs?: boolean
  /** Origins whose pages may frame it; none when left out. */
  readonly frameAncestors?: readonly string[]
  readonly status?: ContentfulStatusCode
  /** What stands at `restOfPage` in the body, which is sent, and shown, while this is made. */
  readonly rest?: () => Promise<Html>
}

/** Where the rest of a page goes. No text of anybody's is the same, since it is escaped. */
export const restOfPage = raw('<!-- the rest -->')

/** The `lang` of somebody's words, where it is known. */
export function langOf(language: string | null): Html | '' {
  return language ? html` lang="${language}"` : ''
}

/** Sends a page with a Content-Security-Policy that allows only our own scripts and its style, and framing by those it names. */
export async function sendPage(c: Ctx, page: Page): Promise<Response> {
  const scriptHash = page.script ? ` ${await hashSource(page.script)}` : ''
  const policy = [
    "default-src 'none'",
    `script-src 'self'${scriptHash}`,
    `style-src ${await styleSources(page)}`,
    "connect-src 'self'",
    `img-src 'self'${page.imageSource ? ` ${page.imageSource}` : ''}`,
    ...(page.hasFrames ? ["frame-src 'self'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framers(page)}`,
  ].join('; ')
  c.header('content-security-policy', policy)
  c.header('referrer-policy', 'no-referrer')
  c.header('x-content-type-options', 'nosniff')
  c.header('cache-control', page.keepForBack ? 'private, no-cache' : 'no-store')
  const document = exact(await render(page))
  if (!page.rest) return c.html(document, page.status ?? 200)
  const [before = '', after = ''] = document.split(restOfPage.toString())
  const body = inParts(c, before, page.rest, after)
  return c.body(body, page.status ?? 200, { 'content-type': 'text/html; charset=UTF-8' })
}

/** The page as far as it is made, then the rest; what fails in the rest is logged, and said in its place. */
function inParts(
  c: Ctx,
  before: string,
  rest: () => Promise<Html>,
  after: string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isRead = true
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(encoder.encode(before))
      const found = await rest().then(String, (error: unknown) => {
        refusalFor(error, c)
        return `<p class="note">${shellTexts.restFailed}</p>`
      })
      if (!isRead) return
      controller.enqueue(encoder.encode(exact(found) + after))
      controller.close()
    },
    cancel() {
      isRead = false
    },
  })
}

function cssOf({ stylesheet = pageStyles, style = '' }: Page): string {
  return stylesheet + style
}

function framers({ frameAncestors = [], isFramedByUs = frameAncestors.length > 0 }: Page): string {
  return isFramedByUs ? ["'self'", ...frameAncestors].join(' ') : "'none'"
}

async function styleSources(page: Page): Promise<string> {
  const css = cssOf(page)
  return [...(page.stylesheets ? ["'self'"] : []), ...(css ? [await hashSource(css)] : [])].join(' ')
}

/** Browsers read a carriage return that is not written as a reference as a line feed. Only people's words have one. */
const exact = (page: string) => page.replaceAll('\r', '&#13;')

async function render(page: Page): Promise<string> {
  const { title, body, language = 'en', script, stylesheets = [], scripts = [], icon } = page
  const css = cssOf(page)
  const document = await html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${icon ? html`<link rel="icon" type="image/svg+xml" href="${icon}">` : ''}${stylesheets.map((path) => html`<link rel="stylesheet" href="${path}">`)}${css ? html`<style>${raw(css)}</style>` : ''}${scripts.map((path) => html`<script type="module" src="${path}"></script>`)}
</head>
<body>${body}${script ? html`<script>${raw(script)}</script>` : ''}</body>
</html>`
  return document.toString()
}

async function hashSource(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`
}
