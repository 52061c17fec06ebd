import type { Cue } from './attend.ts'

export const dialogs = 'dialog[open],[aria-modal=true]'

/**
 * Comes once no dialog is open on the page and the person is not typing. It is looked for again, two seconds
 * after the last letter, only while something may be in the way: a dialog's end shows in no event.
 */
export function untilUndisturbed(): Cue {
  let seen: string | null | undefined
  const isMet = () => {
    const before = seen
    seen = textIn(document.activeElement)
    return (
      seen === before &&
      // Some libraries leave the closed ones on the page, hidden.
      ![...document.querySelectorAll(dialogs)].some((dialog) => dialog.getClientRects().length)
    )
  }
  return { lookAfter: 0, lookAgain: 2000, isMet }
}

/** What stands in the field the person is in, if they are in one. In a component, it is behind the active element. */
function textIn(active: Element | null | undefined): string | null | undefined {
  const { shadowRoot, value, isContentEditable } = Object(active)
  if (shadowRoot) return textIn(shadowRoot.activeElement)
  return isContentEditable ? active?.textContent : value
}
