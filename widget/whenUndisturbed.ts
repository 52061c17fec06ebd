import { quietly } from './quietly.ts'

export const dialogs = 'dialog[open],[aria-modal=true]'

/** How long after the last letter a person has stopped typing, in milliseconds. */
const pause = 2000

/**
 * Calls back once no dialog is open on the page and the person is not typing. Looks again after
 * each pause only while something may be in the way: a dialog's end shows in no event. Returns the undo.
 */
export function whenUndisturbed(deed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  let seen: string | null | undefined
  const look = quietly(() => {
    const before = seen
    seen = textIn(document.activeElement)
    if (seen !== before || isDialogOpen()) timer = setTimeout(look, pause)
    else deed()
  })
  timer = setTimeout(look)
  return () => clearTimeout(timer)
}

function isDialogOpen(): boolean {
  return Array.from(document.querySelectorAll(dialogs)).some(
    // Some libraries leave the closed ones on the page, hidden.
    (dialog) => dialog.getClientRects().length,
  )
}

/** What stands in the field the person is in, if they are in one. In a component, it is behind the active element. */
function textIn(active: Element | null | undefined): string | null | undefined {
  if (active?.shadowRoot) return textIn(active.shadowRoot.activeElement)
  const { value, isContentEditable } = Object(active)
  return isContentEditable ? active?.textContent : value
}
