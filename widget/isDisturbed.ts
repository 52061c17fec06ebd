/**
 * Whether the person may be busy with something a survey would get in the way of: a dialog of the
 * page, or a field they write in. In doubt, yes: `whenUndisturbed` looks closer.
 */
export function isDisturbed(): unknown {
  return document.activeElement !== document.body || document.querySelector(dialogs)
}

export const dialogs = 'dialog[open],[aria-modal=true]'
