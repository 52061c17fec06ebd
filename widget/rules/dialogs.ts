import { withTimeout } from '../browser/safely.ts'

/** What may be a modal. Which is one, a chunk tells that most pages do not need. */
const selector = 'dialog[open],[aria-modal=true],[role=dialog],[role=alertdialog],[popover]'

let chunk: typeof import('./modals.ts') | undefined

/** How long to wait for the chunk, in milliseconds, before going on as if nothing was open. */
const timeout = 2000

/** To be awaited before the others are asked: fetches what they need, if there is anything to tell. */
export async function loadDialogs(): Promise<void> {
  if (!chunk && findDeep(selector).length > 0) chunk = await withTimeout(import('./modals.ts'), timeout)
}

/** What is open above the page and wants to be dealt with first; in open shadow roots, too. Not our own. */
export function openModals(): Element[] {
  return chunk?.modalsAmong(findDeep(selector)) ?? []
}

/** The open dialog a survey has to be in to be usable; `null` when none is open. */
export function modalAround(): Element | null {
  return chunk?.modalAround(findDeep(selector)) ?? null
}

/** All matches in the document and the open shadow roots in it, except for our own. */
function findDeep(selector: string, root: Document | ShadowRoot = document): Element[] {
  const found = [...root.querySelectorAll(selector)].filter((element) => element.localName !== 'sayso-survey')
  for (const { shadowRoot, localName } of root.querySelectorAll('*'))
    if (shadowRoot && localName !== 'sayso-survey') found.push(...findDeep(selector, shadowRoot))
  return found
}
