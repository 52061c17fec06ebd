import { html, raw } from 'hono/html'
import type { Html } from '../layout.ts'

/** The paths of the icons, on a grid of 16. */
const paths = {
  overview: 'M2.5 7 8 2.5 13.5 7v6a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5ZM6.5 13.5v-4h3v4',
  answers:
    'M3 2.5h10A1.5 1.5 0 0 1 14.5 4v6a1.5 1.5 0 0 1-1.5 1.5H7l-3 2.5v-2.5H3A1.5 1.5 0 0 1 1.5 10V4A1.5 1.5 0 0 1 3 2.5Z',
  report: 'M2 13.5h12M3.5 10.5l3-4 3 2 4-5.5',
  surveys: 'M3 3.5h10v9H3zM5.5 6.5h5M5.5 9.5h3',
  campaigns: 'M2 3.5h12v9H2zM2.5 4 8 8.5 13.5 4',
  people:
    'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12.3 9.9c1.4.6 2.2 1.9 2.2 3.6',
  settings:
    'M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M3.4 12.6l1.4-1.4M11.2 4.8l1.4-1.4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  add: 'M8 3v10M3 8h10',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  warning: 'M8 2 14.5 13.5h-13ZM8 6.5v3M8 11.5h.01',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.6 10.6 14 14',
  view: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6',
  open: 'M4 6l4 4 4-4',
  close: 'M4 4l8 8M12 4l-8 8',
  next: 'M6 4l4 4-4 4',
  export: 'M8 2.5v7M5 6.5l3 3 3-3M2.5 11v1.5a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V11',
  reply: 'M6 3.5 2.5 7 6 10.5M2.5 7H10a3.5 3.5 0 0 1 3.5 3.5v2',
  check: 'M3 8.5 6.5 12 13 4.5',
} as const

export type IconName = keyof typeof paths

/** Those that point the way one reads. */
const turning: readonly IconName[] = ['next', 'reply']

/** A line drawing beside a word; screen readers leave it out. */
export function icon(name: IconName): Html {
  return html`<svg class="${turning.includes(name) ? 'i turning' : 'i'}" viewBox="0 0 16 16" aria-hidden="true"><path d="${paths[name]}"/></svg>`
}

/** The mark: a speech bubble that holds a score within its interval, which are cut out of it. */
const logo = raw(
  '<svg class="logo" viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" fill-rule="evenodd" d="M7.5 2.5h9A5.5 5.5 0 0 1 22 8v5a5.5 5.5 0 0 1-5.5 5.5h-5l-4.6 3.7c-.7.5-1.6.1-1.6-.8v-3.3A5.5 5.5 0 0 1 2 13V8a5.5 5.5 0 0 1 5.5-5.5ZM6.3 9.65H10.62A3.1 3.1 0 0 1 16.58 9.65H17.7a.85.85 0 0 1 0 1.7H16.58A3.1 3.1 0 0 1 10.62 11.35H6.3a.85.85 0 0 1 0-1.7Z"/></svg>',
)

const wordmark = raw(
  '<svg class="wordmark" viewBox="-1.2 -.2 55.8 15.5" aria-hidden="true"><path d="M7 2.9C6.5 1.6 5.3 1 3.9 1 2.1 1 .9 1.9.9 3.3c0 3.5 6.5 1.3 6.5 4.5C7.4 9.2 6 10 4.1 10 2.5 10 1 9.4.5 8.1"/><path d="M20.1 5.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0ZM20.1 1v9"/><path d="M23.3 1l4.2 8.7M31.9 1l-5 10.9c-.6 1.3-1.4 1.9-2.7 1.8"/><path d="M40.3 2.9C39.8 1.6 38.6 1 37.2 1c-1.8 0-3 .9-3 2.3 0 3.5 6.5 1.3 6.5 4.5 0 1.4-1.4 2.2-3.3 2.2-1.6 0-3.1-.6-3.6-1.9"/><path d="M53.2 5.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0Z"/></svg>',
)

/** Mark and name. */
export const brandMark = html`${logo}${wordmark}<span class="hide">Sayso</span>`

/** The mark for tabs of the browser; it follows the browser's scheme. */
export const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><style>.b{fill:#3840cc}.o{fill:#fff;stroke:#fff}@media (prefers-color-scheme:dark){.b{fill:#9aa2ff}.o{fill:#10131c;stroke:#10131c}}</style><path class="b" d="M4.5 1h7A3.5 3.5 0 0 1 15 4.5V9a3.5 3.5 0 0 1-3.5 3.5H8l-3.2 2.7c-.5.4-1.1.1-1.1-.5v-2.3A3.5 3.5 0 0 1 1 9V4.5A3.5 3.5 0 0 1 4.5 1Z"/><path class="o" d="M3.5 6.75h9" stroke-width="1.3" stroke-linecap="round"/><circle class="o" cx="9.2" cy="6.75" r="1.9"/></svg>'
