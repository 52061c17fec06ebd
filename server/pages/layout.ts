import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { directionOf } from '../../shared/direction.ts'
import type { Ctx } from '../context.ts'
import { stylesheet } from './page-styles.ts'

/** What `html` makes: text that is escaped where it had to be. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** One page for people. What is interpolated with `html` is escaped; nothing else goes in. */
export interface Page {
  readonly title: string
  readonly body: Html
  /** BCP 47; English when left out. */
  readonly language?: string
  /** A script of our own to run in the page, allowed by its hash. */
  readonly script?: string
  /** What this page looks like beyond the look all pages share. */
  readonly style?: string
  /** Whether going back may show the page as it was, instead of asking for it anew. */
  readonly keepForBack?: boolean
  readonly status?: 200 | 401 | 403 | 404 | 410 | 422 | 503
}

/** Sends a page under a Content-Security-Policy that lets nothing else in, and no frame around it. */
export async function sendPage(c: Ctx, page: Page): Promise<Response> {
  const scriptHash = page.script ? ` ${await hashSource(page.script)}` : ''
  const policy = [
    "default-src 'none'",
    `script-src 'self'${scriptHash}`,
    `style-src ${await hashSource(lookOf(page))}`,
    "connect-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  c.header('content-security-policy', policy)
  c.header('referrer-policy', 'no-referrer')
  c.header('x-content-type-options', 'nosniff')
  c.header('cache-control', page.keepForBack ? 'private, no-cache' : 'no-store')
  return c.html(await render(page), page.status ?? 200)
}

function lookOf({ style = '' }: Page): string {
  return stylesheet + style
}

async function render(page: Page): Promise<string> {
  const { title, body, language = 'en', script } = page
  const document = await html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(lookOf(page))}</style>
</head>
<body>${body}${script ? html`<script>${raw(script)}</script>` : ''}</body>
</html>`
  return document.toString()
}

async function hashSource(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`
}
