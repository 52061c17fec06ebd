import { instrumentOf } from '../../shared/instrument.ts'
import type { WidgetWords } from '../../shared/locale.ts'
import { fits, type Scale } from '../../shared/scale.ts'
import type { Display, Look } from '../../shared/survey.ts'
import { safely } from '../browser/safely.ts'
import type { Shapes } from './shapes.tsx'

interface RatingInputProps {
  readonly scale: Scale
  readonly display: Display
  /** Without it, numbers are shown. */
  readonly shapes: Shapes | undefined
  readonly rating: number | null
  readonly lowLabel: string
  readonly highLabel: string
  readonly language?: string
  readonly look?: Look | undefined
  /** The id of the element that holds the question. */
  readonly labelledBy: string
  readonly rightToLeft: boolean
  readonly words: WidgetWords
  choose(rating: number): void
}

/** How long a person may take to make a typed 1 a 10, in milliseconds. */
const digitTimeout = 800

/**
 * One radio a point. They are native ones, so that every screen reader knows them, but the
 * arrow keys only move the focus: natively they would choose, and so save, each point on the way.
 */
export function RatingInput(props: RatingInputProps) {
  const { display, shapes, rating, labelledBy, words, choose } = props
  const canDraw = display !== 'numbers' && shapes?.[display]
  const instrument = instrumentOf({ ...props, display: canDraw ? display : 'numbers' }, words)
  const { points, ends } = instrument
  const Shape = instrument.display === 'numbers' ? undefined : shapes?.[instrument.display]
  // Two points are words, beside a drawing as well.
  const isPair = points.length === 2
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} onKeyDown={safely((event) => press(event, props))}>
      <div class={`points ${Shape ? display : ''}`}>
        {points.map((point) => (
          <label key={point.rating} class={rating !== null && point.rating <= rating ? 'point on' : 'point'}>
            <input
              type="radio"
              name="rating"
              value={point.rating}
              checked={point.rating === rating}
              aria-label={point.name}
              onChange={() => choose(point.rating)}
            />
            <span aria-hidden="true">
              {Shape && <Shape mood={point.mood} />}
              {(isPair || !Shape) && point.label}
            </span>
          </label>
        ))}
      </div>
      {ends && (
        <div class="ends" aria-hidden="true">
          <span>{ends.low}</span>
          <span>{ends.high}</span>
        </div>
      )}
    </div>
  )
}

function press(event: KeyboardEvent & { currentTarget: Element }, props: RatingInputProps): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { scale, choose } = props
  const at = Number((event.target as HTMLInputElement).value)
  const focus = (point: number) => focusPoint(event.currentTarget, point)

  const next = moveTo(event.key, at, props)
  if (next !== null) {
    event.preventDefault()
    if (fits(scale, next)) focus(next)
  } else if (event.key === 'Enter') {
    event.preventDefault()
    choose(at)
  } else if (/^\d$/.test(event.key)) {
    const typed = typeDigit(scale, at, Number(event.key))
    if (!typed) return
    const input = focus(typed.point)
    if (typed.complete) choose(typed.point)
    else setTimeout(() => input?.matches(':focus') && choose(typed.point), digitTimeout)
  }
}

/** The point a key moves the focus to, or `null` when it is no such key. */
function moveTo(key: string, at: number, { scale, rightToLeft }: RatingInputProps): number | null {
  if (key === 'Home') return scale.min
  if (key === 'End') return scale.max
  if (key === 'ArrowUp' || key === (rightToLeft ? 'ArrowRight' : 'ArrowLeft')) return at - 1
  if (key === 'ArrowDown' || key === (rightToLeft ? 'ArrowLeft' : 'ArrowRight')) return at + 1
  return null
}

/** The point a digit key leads to; `complete` when no further digit could make it another point. */
export interface Typed {
  readonly point: number
  readonly complete: boolean
}

/**
 * The point a digit means on a scale when the focus is on the point `at`: after 1, a 0 makes 10.
 * `null` when there is no such point.
 */
export function typeDigit(scale: Scale, at: number, digit: number): Typed | null {
  const longer = at * 10 + digit
  if (at > 0 && fits(scale, longer)) return { point: longer, complete: true }
  if (!fits(scale, digit)) return null
  return { point: digit, complete: digit === 0 || digit * 10 > scale.max }
}

function focusPoint(group: Element, point: number): HTMLInputElement | null {
  const input = group.querySelector<HTMLInputElement>(`[value="${point}"]`)
  input?.focus({ preventScroll: true })
  return input
}
