import { html } from 'hono/html'
import type { Html } from '../layout.ts'
import { installTexts } from '../texts/install-texts.ts'

/** Text to take along; the button is there where a script can copy. */
export function copyField(text: string, label: string): Html {
  return html`<div class="copy"><pre tabindex="0" role="group" aria-label="${label}">${text}</pre><button class="btn" type="button" data-copy data-copied="${installTexts.copied}" hidden>${installTexts.copy}</button></div>`
}
