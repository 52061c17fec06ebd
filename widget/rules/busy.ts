import type { Format } from '../../shared/survey.ts'
import { deepFocus } from '../browser/dom.ts'
import { NativePromise } from '../browser/safely.ts'
import { loadDialogs, openModals } from './dialogs.ts'
import type { Hands } from './hands.ts'

/** How long a person must have rested before a survey shows, in milliseconds. */
const afterKey = 2000
const afterPress = 1500
/** Where a survey takes the focus away from a field. */
const beforeFocusMoves = 5000
/** A key whose release nobody told of is not held for ever. */
const longestHold = 30_000
/** In frames nothing is heard, only whether they have the focus. */
const afterFrame = 10_000

const checkEvery = 250

/** What is judged: what the hands did, and whether the survey would take the focus. */
interface Moment {
  readonly now: number
  readonly hands: Hands
  readonly takesFocus: boolean
}

const fields =
  'input:not([type=button],[type=submit],[type=reset],[type=image],[type=checkbox],[type=radio]),textarea,select,[role=textbox],[role=searchbox],[role=combobox],[role=spinbutton],canvas,[contenteditable]:not([contenteditable=false])'
const frames = 'iframe,frame,object,embed,fencedframe,webview'

/** Everything that keeps a survey waiting, cheap ones first. */
const kinds = {
  hidden: () => document.hidden,

  /** Wherever they go: editors that draw their text themselves, or keep an empty field out of sight, have no value. */
  keys: ({ now, hands }) => now - hands.keyed < (hands.isKeyDown ? longestHold : afterKey),

  /** Also for a while before the hands were watched. */
  field: ({ now, hands, takesFocus }) =>
    isField(deepFocus()) &&
    now - Math.max(hands.keyed, hands.pointed, hands.since) < (takesFocus ? beforeFocusMoves : afterKey),

  /** Typing into a frame of another origin is known by the activation, which the whole page shares. */
  frame: ({ now, hands }) => {
    if (!deepFocus()?.matches(frames)) hands.framed = undefined
    else if (hands.framed === undefined || navigator.userActivation?.isActive !== false) hands.framed = now
    return hands.framed !== undefined && now - hands.framed < afterFrame
  },

  pointer: ({ now, hands }) => hands.isHeld || now - hands.pointed < afterPress,

  /** Keys and clicks from before the hands were watched. */
  unseen: ({ now, hands }) => now - hands.since < afterKey && navigator.userActivation?.isActive,

  /** Presentations, videos, games. */
  screen: () => {
    const { fullscreenElement, webkitFullscreenElement } = document as Document & {
      webkitFullscreenElement?: Element
    }
    return fullscreenElement ?? webkitFullscreenElement ?? document.pointerLockElement
  },

  /** On iPhones only videos fill the screen, and the document does not know. */
  video: () =>
    [...document.querySelectorAll('video')].some(
      (video) => (video as { webkitDisplayingFullscreen?: boolean }).webkitDisplayingFullscreen,
    ),

  modal: () => openModals().length > 0,
} satisfies Record<string, (moment: Moment) => unknown>

/** A kind of being busy. */
export type Busy = keyof typeof kinds

/** What keeps a survey waiting now, or `null`. */
export async function busyWith(hands: Hands, format: Format): Promise<Busy | null> {
  await loadDialogs()
  const takesFocus = format === 'modal' || format === 'page'
  const moment = { now: performance.now(), hands, takesFocus }
  for (const [kind, is] of Object.entries(kinds)) if (is(moment)) return kind as Busy
  return null
}

/** Resolves once nothing keeps the survey waiting, or `isWanted` says that it need not wait any more. */
export async function whenFree(hands: Hands, format: Format, isWanted: () => boolean): Promise<void> {
  while (isWanted() && (await busyWith(hands, format)))
    await new NativePromise((resolve) => setTimeout(resolve, checkEvery))
}

function isField(element: Element | null): boolean {
  return !!element && (element.matches(fields) || (element as HTMLElement).isContentEditable)
}
