import { instrumentOf } from '../../shared/instrument.ts'
import type { WidgetWords } from '../../shared/locale.ts'
import { fits, type Scale } from '../../shared/scale.ts'
import type { Display, Look } from '../../shared/survey.ts'
import { safely } from '../browser/safely.ts'
import { digitOf, typeDigit } from './digits.ts'
import type { Shapes } from './shapes.tsx'

export interface RatingInputProps {
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
    <div
      role="radiogroup"
      class="scale"
      aria-labelledby={labelledBy}
      onKeyDown={safely((event) => pressKey(event, props))}
      onFocusOut={() => {
        begun = null
      }}
    >
      <div class={`frame n${points.length} ${Shape && !isPair ? 'drawn' : ''}`}>
        <div class={`points ${Shape ? display : ''}`}>
          {points.map((point) => (
            <label
              key={point.rating}
              class={rating !== null && point.rating <= rating ? 'point on' : 'point'}
            >
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
    </div>
  )
}

/** The point a first digit moved the focus to, until another key or another focus. */
let begun: HTMLInputElement | null = null

/**
 * What a key does on a point or, before an answer, on the dialog around: arrows move, digits, Enter and
 * Space choose. A digit that may be the first of two only moves, and waits for the next key as long as it takes.
 */
export function pressKey(event: KeyboardEvent & { currentTarget: Element }, props: RatingInputProps): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const { key, currentTarget, target, repeat } = event
  const { scale, choose } = props
  const input = target === currentTarget ? null : (target as HTMLInputElement)
  const at = Number(input?.value)
  const before = input && input === begun ? at : 0
  const focus = (point: number) => {
    const next = currentTarget.querySelector<HTMLInputElement>(`[value="${point}"]`)
    next?.focus({ preventScroll: true })
    return next
  }

  const digit = digitOf(key)
  const next = input && moveTo(key, at, props)
  if (digit === null && next === null && !(input && (key === 'Enter' || key === ' '))) return
  // The key must not type into the comment, which has the focus once a point is chosen.
  event.preventDefault()
  if (next !== null) {
    begun = null
    if (fits(scale, next)) focus(next)
    return
  }
  // A held key is one key.
  if (repeat) return
  begun = null
  const typed = digit === null ? { point: at, complete: true } : typeDigit(scale, before, digit)
  if (typed?.complete) choose(typed.point)
  else if (typed) begun = focus(typed.point)
}

/** The point a key moves the focus to, or `null` when it is no such key. */
function moveTo(key: string, at: number, { scale, rightToLeft }: RatingInputProps): number | null {
  if (key === 'Home') return scale.min
  if (key === 'End') return scale.max
  if (key === 'ArrowUp' || key === (rightToLeft ? 'ArrowRight' : 'ArrowLeft')) return at - 1
  if (key === 'ArrowDown' || key === (rightToLeft ? 'ArrowLeft' : 'ArrowRight')) return at + 1
  return null
}
