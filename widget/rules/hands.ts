/** When the person last used keyboard and pointer, by the page's clock (`performance.now()`). */
export interface Hands {
  /** Nothing is known of before. */
  readonly since: number
  keyed: number
  isKeyDown: boolean
  pointed: number
  /** A button or finger is down, or something is being dragged. */
  isHeld: boolean
  /** When somebody was last seen in a frame of the page that has the focus. */
  framed?: number
  stop(): void
}

const keys = ['keydown', 'keyup', 'input', 'compositionupdate']
const presses = ['pointerdown', 'touchstart', 'touchmove', 'dragstart', 'dragover']
const releases = ['pointerup', 'touchend', 'touchcancel', 'dragend', 'drop', 'dragleave', 'pointermove']

/**
 * Notes when hands are used, and nothing about what they do. A pointer that scrolls by touch or drags something
 * is cancelled while it is still down, so `pointercancel` says nothing; a move without a button ends all
 * whose release went elsewhere.
 */
export function watchHands(): Hands {
  const note = ({ type, isTrusted, buttons, touches }: Event & Partial<PointerEvent & TouchEvent>) => {
    const now = performance.now()
    if (keys.includes(type)) {
      // Pages fire `input` of their own when they fill in a field.
      if (type === 'input' && !isTrusted) return
      hands.keyed = now
      hands.isKeyDown = type === 'keydown'
    } else {
      hands.isHeld = presses.includes(type) || !!(type === 'pointermove' ? buttons : touches?.length)
      if (type !== 'pointermove') hands.pointed = now
    }
  }
  const types = [...keys, ...presses, ...releases]
  const options = { capture: true, passive: true }
  for (const type of types) addEventListener(type, note, options)
  const hands: Hands = {
    since: performance.now(),
    keyed: -Infinity,
    isKeyDown: false,
    pointed: -Infinity,
    isHeld: false,
    stop() {
      for (const type of types) removeEventListener(type, note, options)
    },
  }
  return hands
}
