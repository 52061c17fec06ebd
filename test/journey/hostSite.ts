import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A customer's site, on an origin of its own. */
export interface HostSite {
  /** Adds a page and returns its address. */
  add(body: string, headers?: Record<string, string>): string
  /** The same with a document written out whole. */
  addDocument(html: string, headers?: Record<string, string>): string
  /** A page without a survey, to go to. */
  readonly elsewhere: string
  close(): Promise<void>
}

/** Serves what is added to it on a free port. */
export async function openHostSite(): Promise<HostSite> {
  const pages: { html: string; headers: Record<string, string> }[] = []
  const server = createServer((request, response) => {
    const page = pages[Number(request.url?.slice(1))]
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(page?.html ?? '')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const addDocument: HostSite['addDocument'] = (html, headers = {}) =>
    `${origin}/${pages.push({ html, headers }) - 1}`
  const add: HostSite['add'] = (body, headers) =>
    addDocument(
      `<!doctype html><html lang="en"><title>A customer's page</title><body><main><h1>Dashboard</h1>${body}</main></body></html>`,
      headers,
    )
  return {
    add,
    addDocument,
    elsewhere: add('<p>Elsewhere</p>'),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** The script tag as the documentation has it; `file` is `sayso.js` or `sayso/{surveyId}.js`. */
export function tag(collector: string, attributes: Record<string, string>, file = 'sayso.js'): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}='${value}'`)
  return `<script async src="${collector}/${file}"${written.join('')}></script>`
}

/** The strictest policy the widget promises to run under: nothing but the collector, and Trusted Types. */
export function strictPolicy(collector: string): Record<string, string> {
  return {
    'content-security-policy': `default-src 'none'; script-src ${collector}; connect-src ${collector}; require-trusted-types-for 'script'`,
  }
}
