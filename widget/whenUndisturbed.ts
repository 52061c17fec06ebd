import { dialogs } from './isDisturbed.ts'
import { listen } from './listen.ts'
import { quietly } from './quietly.ts'

/** How long after the last letter a person has stopped typing, in milliseconds. */
const pause = 2000

/**
 * Calls back once no dialog is open on the page and the person is not typing. Looks again after
 * each pause only while something is in the way, as a dialog's end shows in no event. Returns the undo.
 */
export function whenUndisturbed(deed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(look, pause)
  }
  const look = quietly(() => {
    if (isDialogOpen()) return wait()
    undo()
    deed()
  })
  const stopListening = listen(document, ['input'], wait)
  const undo = () => {
    clearTimeout(timer)
    stopListening()
  }
  // Whether the last letter was just before, nobody knows who did not listen.
  if (isWriting(document.activeElement)) wait()
  else timer = setTimeout(look)
  return undo
}

function isDialogOpen(): boolean {
  return Array.from(document.querySelectorAll(dialogs)).some(
    // Some libraries leave the closed ones on the page, hidden.
    (dialog) => dialog.getClientRects().length,
  )
}

/** In a component, the field is behind the element the page says is active. */
function isWriting(active: Element | null | undefined): boolean {
  if (active?.shadowRoot) return isWriting(active.shadowRoot.activeElement)
  return !!active && (active.matches('input,textarea') || (active as HTMLElement).isContentEditable)
}
