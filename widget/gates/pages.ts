import type { MakeGate } from '../gate.ts'
import { isRightPage } from '../pages.ts'
import { whenNavigated } from '../whenNavigated.ts'

/** The survey belongs to this page. */
export const gate: MakeGate = ({ pages }) => ({
  isOpen: () => isRightPage(pages, location),
  follow: whenNavigated,
})
