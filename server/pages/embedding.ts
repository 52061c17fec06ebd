import { html } from 'hono/html'
import { allowsOrigin } from '../../shared/origins.ts'
import { type Ctx, pathTo } from '../context.ts'
import type { Html, Page } from './layout.ts'

/** What an app that shows a page in a web view or a frame asked for in the page's address. */
export interface Embedding {
  /** `embed=app`: the page tells its app what happens. */
  readonly isApp: boolean
  /** Where the person goes afterwards: an address of an origin or app that the workspace lists. */
  readonly returnTo: string | null
  /** The origin of the page around it, when the first page of the visit found it. */
  readonly frame: string | null
  /** Of the Content-Security-Policy. */
  readonly frameAncestors: readonly string[]
  /** The same again, for the address of the next page. */
  readonly query: Readonly<Record<string, string>>
}

/** Of a page in a browser's own tab. */
export const notEmbedded: Embedding = {
  ...{ isApp: false, returnTo: null, frame: null },
  ...{ frameAncestors: [], query: {} },
}

/** Reads the embedding from the query. What the workspace does not allow is left out. */
export function embeddingOf(c: Ctx, allowedOrigins: readonly string[]): Embedding {
  const isApp = c.req.query('embed') === 'app'
  const { return: wanted, frame: around } = c.req.query()
  const returnTo = wanted && mayReturnTo(wanted, allowedOrigins) ? wanted : null
  const frame = isApp && around && allowsOrigin(allowedOrigins, around) ? around : null
  return {
    ...{ isApp, returnTo, frame },
    // A policy knows no IPv6 addresses.
    frameAncestors: isApp ? allowedOrigins.filter((entry) => !entry.includes('[')) : [],
    query: {
      ...(isApp && { embed: 'app' }),
      ...(returnTo && { return: returnTo }),
      ...(frame && { frame }),
    },
  }
}

/** Whether the workspace names the address's origin or scheme. `*` names none: anybody could send people anywhere. */
function mayReturnTo(address: string, allowedOrigins: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  const named = allowedOrigins.filter((entry) => entry !== '*')
  return allowsOrigin(named, `${protocol}//${host}`)
}

type AppEvent = 'ready' | 'done' | 'dismissed'

/** The page with the script that tells its app of an event as soon as it is there, and of others later. */
export function withAppEvents(
  c: Ctx,
  { isApp, frame, frameAncestors }: Embedding,
  event: AppEvent,
  details: { survey?: string; rating?: number; reason?: string },
  page: Page,
): Page {
  if (!isApp) return page
  const { survey = '', rating = '', reason = '' } = details
  const script = html`<script src="${pathTo(c, '/embed.js')}" data-event="${event}" data-survey="${survey}" data-rating="${rating}" data-reason="${reason}" data-frame="${frame ?? ''}"></script>`
  return {
    ...page,
    frameAncestors,
    style: `${page.style ?? ''}main { padding-block: 1rem }`,
    body: html`${page.body}${script}`,
  }
}

/** The way out: to the return address, or for the app to close the page. Nothing where there is neither. */
export function wayOut({ isApp, returnTo }: Embedding, close: string, isDone: boolean): Html | '' {
  const leaves = isDone ? '' : html` data-dismiss`
  if (returnTo)
    return html`<p><a class="${isDone ? 'button' : ''}" href="${returnTo}"${leaves}>${close}</a></p>`
  return isApp ? html`<p><button type="button" class="quiet" data-dismiss>${close}</button></p>` : ''
}
