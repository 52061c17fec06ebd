import fc from 'fast-check'
import { type Fault, faults } from '../../support/faultProxy.ts'

/** What is done without saying more. */
type PlainDeed =
  | 'send'
  | 'close'
  | 'show'
  | 'reload'
  | 'leave'
  | 'come'
  | 'closeTab'
  | 'hide'
  | 'tagAgain'
  | 'remake'
  | 'turn'

/** Something a person does, or that befalls them. What has no place at the moment is left out. */
export type Step =
  | { readonly do: 'rate'; readonly rating: number; readonly by: 'click' | 'key' }
  | { readonly do: 'type' | 'rewrite'; readonly text: string }
  | { readonly do: 'meet'; readonly fault: Fault }
  | { readonly do: 'offline'; readonly is: boolean }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'tab'; readonly number: 0 | 1 }
  /** The page says who answers, and what plan they have: somebody, the same again, or nobody. */
  | { readonly do: 'say'; readonly who: number | null; readonly plan: number }
  /** The computer's clock is set, so many days from what is right. */
  | { readonly do: 'clock'; readonly days: number }
  | { readonly do: PlainDeed }

const rate = fc.record({
  do: fc.constant('rate' as const),
  rating: fc.integer({ min: 0, max: 10 }),
  by: fc.constantFrom('click' as const, 'key' as const),
})
/** What a text field keeps as it is: no control characters. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 16 })
  .map((drawn) => drawn.replace(/\p{Cc}/gu, ' '))
const write = fc.record({ do: fc.constantFrom('type' as const, 'rewrite' as const), text })
const plain = (...deeds: PlainDeed[]) => fc.constantFrom(...deeds).map((deed) => ({ do: deed }))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: rate },
  { weight: 5, arbitrary: write },
  { weight: 2, arbitrary: plain('send') },
  { weight: 2, arbitrary: plain('close', 'show') },
  { weight: 5, arbitrary: plain('tagAgain', 'remake', 'turn') },
  { weight: 3, arbitrary: plain('reload', 'leave', 'come', 'closeTab', 'hide') },
  {
    weight: 7,
    arbitrary: fc.record({ do: fc.constant('meet' as const), fault: fc.constantFrom(...faults) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('offline' as const), is: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      who: fc.option(fc.integer({ min: 0, max: 1 })),
      plan: fc.integer({ min: 0, max: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      days: fc.constantFrom(-20_000, -400, 0, 400, 20_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 400 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('tab' as const),
      number: fc.constantFrom(0 as const, 1 as const),
    }),
  },
)

/** One conversation: which way the survey gets on the page, whether the page names the person, how the survey looks, and all that happens. */
export const conversation = fc.record({
  way: fc.constantFrom('tag' as const, 'tag' as const, 'element' as const),
  named: fc.boolean(),
  format: fc.constantFrom('popover' as const, 'bar' as const, 'inline' as const),
  steps: fc.array(step, { minLength: 3, maxLength: 18, size: 'max' }),
})
export type Drawn = typeof conversation extends fc.Arbitrary<infer Value> ? Value : never
