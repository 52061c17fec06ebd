/** How long the card must have stood still before it takes a click, in milliseconds. */
const stillTime = 500

/** How often its place is looked at, in milliseconds: no event tells that something moved. */
const lookEvery = 100

/** How far a mouse must have moved to have gone for the card, in pixels: a hand that only clicks moves it less. */
const leastWay = 8

const moves = ['pointerover', 'pointermove'] as const

/** Taps no further apart than this, in pixels and milliseconds, are one series: what the first was not meant for, none is. */
const tapReach = 32
const tapPause = 1000

const isGrowing = (animation: Animation) => !(animation instanceof CSSAnimation)

interface Point {
  readonly x: number
  readonly y: number
  readonly time: number
}

const pointOf = ({ clientX, clientY, timeStamp }: PointerEvent): Point => ({
  x: clientX,
  y: clientY,
  time: timeStamp,
})
const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y)

/** The last two presses on the page, and whether each was one for us: one before the card came may have begun a series. */
let last: (Point & { isOurs?: boolean }) | undefined
let before: typeof last
/** Where the mouse was last seen. */
let mouse: Point | undefined

// Pages may import this on a server, too.
if (globalThis.window)
  addEventListener(
    'pointerdown',
    (event) => {
      before = last
      last = mouse = pointOf(event)
    },
    { capture: true, passive: true },
  )

/** Whether the last press goes on where the one before was, which was not for us. */
function isInSeries(): boolean {
  if (!last || !before || before.isOurs || last.time - before.time > tapPause) return false
  return distance(last, before) < tapReach
}

/** Assistive technology presses without a hand: so do React Aria's `isVirtualPointerEvent`s. */
const isVirtual = ({ width, height, pressure }: PointerEvent) => !pressure || !(width || height)

/**
 * Drops clicks that were meant for the page: those on a card that has just come, moved or changed its size,
 * and those of a pointer that was there before the card and did not go for it. Keys, and whatever clicks without a
 * pointer, count at once. `look` is to be called after each redraw; `looked` is after every look.
 */
export function guardClicks(root: ShadowRoot, looked: () => void): { look(): void; stop(): void } {
  let place = ''
  let stillSince = 0
  /** Where the mouse was when the card came to its place, or when a click was dropped; and whether it moved since. */
  let origin: Point | undefined
  let hasGone = false
  /** The press before the next click was not meant for us. */
  let isStray = false

  function look(): void {
    const card = root.querySelector('section')
    // Its parts, as in a card of the window's size only they move.
    const now = `${[...(card?.children ?? [])].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect()
      return [x, y, width, height]
    })}`
    // Where its growing ends was noted when it was drawn; what is on the way there is no move.
    if (now !== place && !(place && card?.getAnimations?.().some(isGrowing))) {
      place = now
      stillSince = performance.now()
      stay()
    }
    card?.toggleAttribute('data-moving', !isStill())
    looked()
  }
  const stay = () => {
    origin = mouse
    hasGone = false
  }
  const isStill = () => performance.now() - stillSince >= stillTime

  const move = (event: PointerEvent) => {
    mouse = pointOf(event)
    if (event.type === 'pointermove')
      hasGone ||= !origin || origin.time === mouse.time || distance(origin, mouse) >= leastWay
    // A mouse not seen before: this comes with its first move, or alone when the card came where it rests.
    else origin ??= mouse
  }
  const press = (event: PointerEvent) => {
    look()
    const wentForIt = event.pointerType === 'mouse' ? hasGone : !isInSeries()
    isStray = !isVirtual(event) && !(isStill() && wentForIt)
    if (isStray) stay()
    else if (last) last.isOurs = true
  }
  const drop = (event: Event) => {
    if (!isStray) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.type === 'click') isStray = false
  }
  const forget = () => {
    isStray = false
  }

  for (const type of moves) addEventListener(type, move, { capture: true, passive: true })
  // What moved since the last look is not ready for the click that may follow.
  root.addEventListener('pointermove', look, { capture: true, passive: true })
  root.addEventListener('pointerdown', press as EventListener, true)
  root.addEventListener('keydown', forget, true)
  // Also what would move the focus.
  for (const type of ['mousedown', 'click']) root.addEventListener(type, drop, true)
  const timer = setInterval(look, lookEvery)
  return {
    look,
    stop() {
      clearInterval(timer)
      for (const type of moves) removeEventListener(type, move, true)
    },
  }
}
