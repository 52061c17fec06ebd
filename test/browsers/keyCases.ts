import { points } from '../../shared/scale.ts'
import type { Format, PublicSurvey } from '../../shared/survey.ts'
import { formats, scales } from '../../shared/survey.ts'

/**
 * What the keyboard does to a stored answer, without a word of any browser's driver: keys are named by their place
 * on the keyboard (`KeyboardEvent.code`), or by the one character they type.
 */
export interface KeyCase {
  readonly format: Format
  readonly kind: Kind
  readonly way: string
  /** From the page's field before the survey. */
  readonly strokes: readonly Stroke[]
  readonly stored: { readonly rating: number; readonly comment: string | null } | null
}

export type Stroke =
  | { readonly press: string; readonly with?: 'Control' | 'Shift' }
  /** Pressed once, repeated by the keyboard so many times, and released. */
  | { readonly hold: string; readonly repeats: number }
  | { readonly type: string }
  | { readonly wait: number }

/** Every scale, and every way its points are drawn. */
export const kinds = {
  'numbers 0–10': { metric: 'nps', scale: '0-10', display: 'numbers' },
  'numbers 1–10': { metric: 'csat', scale: '1-10', display: 'numbers' },
  'numbers 1–7': { metric: 'ces', scale: '1-7', display: 'numbers' },
  'numbers of effort': { metric: 'ces', scale: '1-5-effort', display: 'numbers' },
  'numbers 1–3': { metric: 'csat', scale: '1-3', display: 'numbers' },
  stars: { metric: 'csat', scale: '1-5', display: 'stars' },
  smileys: { metric: 'csat', scale: '1-5', display: 'smileys' },
  thumbs: { metric: 'csat', scale: '0-1', display: 'thumbs' },
} as const
export type Kind = keyof typeof kinds

export const scaleOf = (kind: Kind): PublicSurvey['scale'] => {
  const { metric, scale } = kinds[kind]
  return (scales[metric] as Record<string, PublicSurvey['scale']>)[scale]!
}

const press = (...keys: string[]): Stroke[] => keys.map((key) => ({ press: key }))
const times = (count: number, key: string) => press(...Array<string>(count).fill(key))

/** Each way to choose a point of the scale by keys, and the point. */
function waysOf(kind: Kind): { way: string; strokes: Stroke[]; rating: number }[] {
  const { min, max } = scaleOf(kind)
  const all = points({ ...scaleOf(kind) })
  const middle = all[Math.floor(all.length / 2)]!
  const isTen = max === 10
  const needsMore = (point: number) => point === 1 && isTen
  /** The keys that say a number; the last of them chooses. */
  const spelled = (point: number, key: (digit: string) => string, enter: string) => [
    ...[...`${point}`].map(key),
    ...(needsMore(point) ? [enter] : []),
  ]
  const digits = all.map((point) => ({
    way: `digits of ${point}`,
    strokes: press(...spelled(point, (digit) => `Digit${digit}`, 'Enter')),
    rating: point,
  }))
  const numpad = [min, max].map((point) => ({
    way: `numpad of ${point}`,
    strokes: press(...spelled(point, (digit) => `Numpad${digit}`, 'NumpadEnter')),
    rating: point,
  }))
  const held = [...new Set([min, middle, max])].map((point) => {
    const keys = spelled(point, (digit) => `Digit${digit}`, 'Space')
    return {
      way: `held digits of ${point}`,
      strokes: keys.map((key): Stroke => ({ hold: key, repeats: 5 })),
      rating: point,
    }
  })
  const arrows = ['Enter', 'Space', 'NumpadEnter'].flatMap((key) => [
    { way: `End, ${key}`, strokes: press('End', key), rating: max },
    {
      way: `arrow, held ${key}`,
      strokes: [...press('Home', 'ArrowRight'), { hold: key, repeats: 5 }],
      rating: min + 1,
    },
  ])
  const scripts = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '०१२३४५६७८९'].map((script) => ({
    way: `digit ${script[middle]}`,
    strokes: press(...[...`${middle}`].map((digit) => script[Number(digit)]!)),
    rating: middle,
  }))
  const ofTen = !isTen
    ? []
    : [
        {
          way: '1, a second, 0',
          strokes: [...press('Digit1'), { wait: 1000 }, ...press('Digit0')],
          rating: 10,
        },
        { way: '1, Space', strokes: press('Digit1', 'Space'), rating: 1 },
        { way: '1, 7', strokes: press('Digit1', 'Digit7'), rating: 7 },
        { way: '1, 1, 0', strokes: press('Digit1', 'Digit1', 'Digit0'), rating: 10 },
        { way: 'held 1, 0', strokes: [{ hold: 'Digit1', repeats: 5 }, ...press('Digit0')], rating: 10 },
        {
          way: 'to 1 by arrows, then 2',
          strokes: [...press('Home'), ...times(1 - min, 'ArrowRight'), ...press('Digit2')],
          rating: 2,
        },
        { way: 'a letter first', strokes: press('KeyA', 'Digit8'), rating: 8 },
      ]
  return [...digits, ...numpad, ...held, ...arrows, ...scripts, ...(ofTen as typeof digits)]
}

const isModal = (format: Format) => format === 'modal' || format === 'page'

/** In a modal the first key already counts; elsewhere Tab leads in. */
const comeIn = (format: Format): Stroke[] => (isModal(format) ? [] : press('Tab'))
/** Home, End and arrows are of the points: in a modal, too, Tab leads to them. */
const needsPoint = (strokes: readonly Stroke[]) =>
  strokes.some((stroke) => 'press' in stroke && /^(Home|End)$/.test(stroke.press))

const send: Stroke = { press: 'Enter', with: 'Control' }

const choosing: KeyCase[] = (Object.keys(kinds) as Kind[]).flatMap((kind) =>
  formats
    // Each format once and each kind once: what differs between formats has nothing to do with the scale.
    .filter((format) => kind === 'numbers 0–10' || format === 'popover')
    .flatMap((format) =>
      waysOf(kind).map(({ way, strokes, rating }) => ({
        ...{ format, kind, way },
        strokes: [
          ...(needsPoint(strokes) ? press('Tab') : comeIn(format)),
          ...strokes,
          { type: 'Words 9' } as const,
          send,
        ],
        stored: { rating, comment: 'Words 9' },
      })),
    ),
)

/** Each way to send and to close, held down: the page must hear nothing of it. */
const ending: KeyCase[] = formats.flatMap((format) => {
  const kind = 'numbers 0–10' as const
  const said = [...comeIn(format), ...press('Digit9'), { type: 'Why' } as const]
  const stored = { rating: 9, comment: 'Why' }
  const hold = (key: string) => ({ hold: key, repeats: 5 })
  const toSend = press('Tab')
  const toClose = press('Tab', 'Tab')
  const cases: Omit<KeyCase, 'format' | 'kind'>[] = [
    { way: 'Enter on Send', strokes: [...said, ...toSend, hold('Enter')], stored },
    { way: 'numpad Enter on Send', strokes: [...said, ...toSend, hold('NumpadEnter')], stored },
    { way: 'Space on Send', strokes: [...said, ...toSend, hold('Space')], stored },
    { way: 'Control and Enter', strokes: [...said, send], stored },
    {
      way: 'Escape while writing',
      strokes: [...said, hold('Escape')],
      stored: format === 'inline' ? null : stored,
    },
    { way: 'Enter on Close', strokes: [...said, ...toClose, hold('Enter')], stored },
    { way: 'Space on Close', strokes: [...said, ...toClose, hold('Space')], stored },
    { way: 'Escape before a score', strokes: [...comeIn(format), hold('Escape')], stored: null },
    {
      way: 'a score, then Escape at once',
      strokes: [...comeIn(format), ...press('Digit3', 'Escape')],
      stored: { rating: 3, comment: null },
    },
  ]
  // There is neither a cross nor an Escape inside of a page's own element.
  return cases
    .filter(({ way }) => format !== 'inline' || !/Close|Escape/.test(way))
    .map((each) => ({ format, kind, ...each }))
})

export const keyCases: readonly KeyCase[] = [...choosing, ...ending]
