import { render, type VNode } from 'preact'
import { stepAside } from './aside.ts'
import { guardClicks } from './clicks.ts'
import { createHost, type Host, type Moves, type Target } from './host.ts'
import { guardKeys } from './keys.ts'
import { fade, grow } from './motion.ts'

/** Where a card is drawn, guarded against keys and clicks that were meant for the page. */
export interface Surface {
  readonly host: Host
  /** Keys that are down now have had their effect. */
  spendKeys(): void
  draw(card: VNode): void
  /** Takes it off the page, and gives the focus back. */
  clear(): void
}

/** `isAbove` says whether it lies above the page, so that it has to make way for what has the focus there. */
export function createSurface(target: Target, moves: Moves, isAbove: () => boolean): Surface {
  const host = createHost(target, {
    ...moves,
    restored() {
      forgetModal(root)
      moves.restored()
    },
  })
  const { element, root } = host
  const clicks = guardClicks(root, () => {
    const card = root.querySelector('section')
    if (card && isAbove()) stepAside(card)
  })
  return {
    host,
    spendKeys: guardKeys(root),
    draw(card) {
      grow(root, () => {
        render(card, root)
        clicks.look()
      })
    },
    clear() {
      clicks.stop()
      host.returnFocus()
      fade(element, root)
      render(null, root)
      host.remove()
    },
  }
}

/** An open dialog that was removed still has the attribute, but is not modal any more. */
function forgetModal(root: ShadowRoot): void {
  root.querySelector('dialog')?.removeAttribute('open')
}
