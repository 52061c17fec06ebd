import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

/** What a page asks people with. */
export interface Party {
  readonly name: string
  /** What the page runs to have its survey, given nothing but the browser. */
  readonly start: string
  /** An expression for the element that is there once a person can answer, or nothing. */
  readonly visible: string
}

/** Serves the peers' own files, squeezed as a CDN would, and stands in for PostHog's service. */
export interface PeerSite {
  readonly parties: readonly Party[]
  close(): Promise<void>
}

const folderOf = (name: string) => new URL(`../../../node_modules/${name}`, import.meta.url).pathname
const folders: Readonly<Record<string, string>> = {
  static: join(folderOf('posthog-js'), 'dist'),
  core: folderOf('survey-core'),
  ui: folderOf('survey-js-ui'),
}

const posthogSurvey = {
  id: 'nps',
  name: 'NPS',
  type: 'popover',
  start_date: '2026-01-01T00:00:00Z',
  end_date: null,
  conditions: null,
  current_iteration: null,
  questions: [
    {
      ...{ type: 'rating', display: 'number', scale: 10, question: 'How likely are you to recommend us?' },
      ...{ lowerBoundLabel: 'Not at all likely', upperBoundLabel: 'Extremely likely', buttonText: 'Send' },
    },
    { type: 'open', question: 'What is the main reason for your score?', buttonText: 'Send' },
  ],
  appearance: { displayThankYouMessage: true, thankYouMessageHeader: 'Thank you!' },
}

/** What PostHog's service tells a page that has one survey and no flags. */
function told(path: string): object {
  if (path.startsWith('/api/surveys')) return { surveys: [posthogSurvey] }
  return {
    surveys: true,
    flags: {},
    featureFlags: {},
    supportedCompression: [],
    sessionRecording: false,
    hasFeatureFlags: false,
  }
}

export async function openPeerSite(): Promise<PeerSite> {
  const squeezed = new Map<string, Buffer>()
  const fileAt = (path: string) => {
    const steps = path.slice(1).split('/')
    // PostHog asks for /static/{version}/surveys.js.
    const [folder = '', name = ''] = [steps[0], steps.at(-1)]
    const kept = squeezed.get(path) ?? brotliCompressSync(readFileSync(join(folders[folder] ?? '', name)))
    squeezed.set(path, kept)
    return kept
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : ''
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-headers', 'content-type')
    response.setHeader('access-control-allow-credentials', 'true')
    if (!type || path.startsWith('/array/')) {
      response.setHeader('content-type', 'application/json')
      return response.end(JSON.stringify(told(path)))
    }
    response.setHeader('content-type', type)
    response.setHeader('content-encoding', 'br')
    response.end(fileAt(path))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    parties: [posthog(url), surveyJs(url)],
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

const fetchScript = (address: string) =>
  `new Promise((done) => { const script = document.createElement('script'); script.src = '${address}'; script.onload = done; document.head.append(script) })`

function posthog(url: string): Party {
  return {
    name: 'PostHog',
    start: `${fetchScript(`${url}/static/array.js`)}.then(() => posthog.init('phc_bench', { api_host: '${url}', ui_host: '${url}', persistence: 'memory',
      autocapture: false, capture_pageview: false, capture_pageleave: false, disable_session_recording: true, advanced_disable_flags: false }))`,
    visible: `[...document.querySelectorAll('[class*="PostHogSurvey"]')].map((host) => host.shadowRoot?.querySelector('form')).find(Boolean)`,
  }
}

/** As its documentation has it: core, interface, style sheet, and then a model drawn into an element. */
function surveyJs(url: string): Party {
  const model = JSON.stringify({
    elements: [
      {
        ...{
          type: 'rating',
          name: 'nps',
          title: 'How likely are you to recommend us?',
          rateMin: 0,
          rateMax: 10,
        },
        ...{ minRateDescription: 'Not at all likely', maxRateDescription: 'Extremely likely' },
      },
      { type: 'comment', name: 'reason', title: 'What is the main reason for your score?' },
    ],
  })
  return {
    name: 'SurveyJS',
    start: `{ const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = '${url}/core/survey-core.min.css'; document.head.append(link)
      const styled = new Promise((done) => { link.onload = done })
      const core = ${fetchScript(`${url}/core/survey.core.min.js`)}
      const place = document.createElement('div'); place.style.cssText = 'position:fixed;right:16px;bottom:16px;width:420px'; document.body.append(place)
      Promise.all([core, styled]).then(() => ${fetchScript(`${url}/ui/survey-js-ui.min.js`)}).then(() => SurveyUI.renderSurvey(new Survey.Model(${model}), place)) }`,
    visible: `document.querySelector('.sd-rating')`,
  }
}
