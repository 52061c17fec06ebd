import { html } from 'hono/html'
import type { Html } from '../layout.ts'

/**
 * Says at the top of a page what was just done, or why it was not. It takes the focus, so that it is heard first, and
 * whoever uses the keyboard goes on from there.
 */
export function notice(tone: 'good' | 'bad' | '', words: Html | string): Html {
  return html`<p class="note${tone && ` ${tone}`} gap-after" role="${tone === 'bad' ? 'alert' : 'status'}" tabindex="-1" autofocus>${words}</p>`
}
