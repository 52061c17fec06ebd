import type { Cue } from '../attend.ts'
import type { MakeGate } from '../gate.ts'
import { isRightPage } from '../pages.ts'

/** The survey belongs to this page. */
export const gate: MakeGate = ({ pages }) => ({ isOpen: () => isRightPage(pages, location), follow: move() })

/**
 * Comes after each change of address that loads no page. Browsers without the Navigation API tell of a
 * page's own changes in no event: there the address is looked at, so that `history` stays the page's.
 */
function move(): Cue {
  const { navigation } = window as { navigation?: EventTarget }
  return navigation
    ? { target: navigation, events: ['currententrychange'] }
    : { lookAfter: 1000, lookAgain: 1000 }
}
