import type { VNode } from 'preact'
import styles from './formats.css?inline'

/** What the formats other than the popover and inline take, which few surveys need. */
export { styles }

interface ModalProps {
  readonly format: string
  /** What it is called, and the language of it. */
  readonly named: object
  /** Whether the question stands in it. */
  readonly asks: boolean
  readonly children: VNode
  dismiss(): void
}

/** The whole window is its own while it is there. */
export function Modal({ format, named, asks, children, dismiss }: ModalProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does what a click beside the card does
    <dialog
      {...named}
      class={format}
      aria-describedby={asks ? 'question' : undefined}
      tabIndex={-1}
      onCancel={dismiss}
      onClick={(event) => event.target === event.currentTarget && dismiss()}
    >
      {children}
    </dialog>
  )
}

/** Opens what is drawn as a dialog. The browser's own modal one keeps the focus inside, and the page behind still. */
export function openDialog(root: ParentNode): void {
  const dialog = root.querySelector('dialog')
  if (!dialog || dialog.open) return
  dialog.showModal()
  // On the whole: a ring around the first of the points would speak for it.
  dialog.focus()
}
