import { type Past, type Rest, whyNotInTime, whyRest } from '../../shared/cadence.ts'
import type { Rules, Trigger } from '../../shared/survey.ts'
import { isAmong, isRightPage, type Place } from '../../shared/targeting.ts'
import { composedPathOf, deepest } from '../browser/dom.ts'
import type { Cue } from './cues.ts'

/** Why a survey does not show now. */
export type Reason = Rest | 'event' | 'early' | 'over' | 'page' | 'audience' | 'share'

/** The person, the page and the moment that rules are judged by. */
export interface Visitor {
  /** In milliseconds. */
  readonly now: number
  readonly place: Place
  readonly properties?: Readonly<Record<string, unknown>>
  /** Names of the events the page has tracked. */
  readonly tracked: ReadonlySet<unknown>
  /** Where the person stands among all, 0–1, always the same for one survey. Called only when it counts. */
  drawn(): number
}

/** One condition of a survey: what keeps it away, what it waits for, or both. */
export interface Condition {
  /** Why the survey is not shown now, or `null`. */
  refuse?(visitor: Visitor): Reason | null
  /** When to ask `refuse` again without a call of the page. */
  recheckOn?(): Cue
  readonly waitFor?: Cue
}

/** The condition a rule makes, or nothing when the survey does not have the rule. */
type MakeCondition = (rules: Rules & { readonly when: Trigger }) => Condition | '' | false | undefined

/**
 * Every rule for when to ask, one entry each, in the order in which they are judged and waited for:
 * what lasts (time, scrolling) before what passes (idling, leaving), which would be over by then.
 */
const conditions: Readonly<Record<string, MakeCondition>> = {
  // Nothing is watched before the host called `sayso('track', name)`.
  event: ({ when: { event } }) => event && { refuse: ({ tracked }) => (tracked.has(event) ? null : 'event') },

  dates: (rules) => (rules.from ?? rules.until) && { refuse: ({ now }) => whyNotInTime(rules, now) },

  pages: ({ pages }) =>
    pages && {
      refuse: ({ place }) => (isRightPage(pages, place) ? null : 'page'),
      recheckOn: whenAddressChanges,
    },

  audience: ({ audience }) =>
    audience && { refuse: ({ properties }) => (isAmong(audience, properties) ? null : 'audience') },

  share: ({ share }) => share !== undefined && { refuse: ({ drawn }) => (drawn() < share ? null : 'share') },

  click: ({ when: { click } }) =>
    click && {
      waitFor: { events: ['click'], isMet: (event) => isInside(event!, click) },
    },

  // Since the event or click, or else since the page was opened.
  seconds: ({ when: { seconds, event, click } }) =>
    seconds !== undefined && {
      waitFor: { checkAfter: seconds * 1000 - (event || click ? 0 : performance.now()) },
    },

  scroll: ({ when: { scroll } }) =>
    scroll !== undefined && {
      // What scrolls inside of a component fires no event out here.
      waitFor: { events: ['scroll'], checkAfter: 0, checkEvery: 1000, isMet: () => isScrolledPast(scroll) },
    },

  idle: ({ when: { idle } }) =>
    idle !== undefined && {
      waitFor: {
        events: ['pointerdown', 'pointermove', 'keydown', 'scroll', 'wheel'],
        checkAfter: idle * 1000,
        checkEvery: idle * 1000,
        isMet: (event) => !event,
      },
    },

  exit: ({ when: { exit } }) =>
    exit && {
      waitFor: { events: ['mouseout'], isMet: (event) => isLeavingAtTop(event as MouseEvent) },
    },
}

/** The conditions of a survey with these rules. */
export function conditionsOf(rules: Rules = {}): Condition[] {
  const own = withoutPrototype(rules)
  const withTrigger = Object.assign(own, { when: withoutPrototype(own.when ?? {}) })
  return Object.values(conditions).flatMap((make) => make(withTrigger) || [])
}

/** A copy in which a rule that is absent is absent: some pages add properties to `Object.prototype`. */
function withoutPrototype<Thing extends object>(thing: Thing): Thing {
  return Object.assign(Object.create(null), thing)
}

/**
 * Why a survey does not show now, or `null` when it may, as far as its rules go: rest after what the
 * person did before, then the first condition that refuses.
 */
export function whyNotShow(past: Past, rules: Rules, visitor: Visitor): Reason | null {
  return whyRest(rules, past, visitor.now) ?? firstRefusal(conditionsOf(rules), visitor)
}

/** The reason of the first condition that refuses, or `null`. */
export function firstRefusal(conditions: readonly Condition[], visitor: Visitor): Reason | null {
  for (const { refuse } of conditions) {
    const reason = refuse?.(visitor)
    if (reason) return reason
  }
  return null
}

/**
 * Comes after each change of address that loads no page. Browsers without the Navigation API fire no event
 * when a page changes its own address: there it is polled, so that `history` stays the page's.
 */
function whenAddressChanges(): Cue {
  const { navigation } = window as { navigation?: EventTarget }
  return navigation
    ? { target: navigation, events: ['currententrychange'] }
    : { checkAfter: 1000, checkEvery: 1000 }
}

/** Whether an event was in an element that matches, also from inside of components. */
function isInside(event: Event, selector: string): boolean {
  return event.composedPath().some((node) => (node as Partial<Element>).matches?.(selector))
}

/** Whether so many percent of the page were scrolled past; a page too short to scroll was seen whole. */
function isScrolledPast(percent: number): boolean {
  const { scrollTop, scrollHeight, clientHeight } = mainScroller()
  // Zoomed browsers stop a fraction of a pixel short of the end; reversed boxes count down from 0.
  return Math.abs(scrollTop) + 1 >= (scrollHeight - clientHeight) * percent * 0.01
}

/** What holds the page: the document or, where that hardly scrolls, the box that fills most of the screen and does. */
function mainScroller(): Element {
  const page = document.scrollingElement ?? document.documentElement
  if (page.scrollHeight - innerHeight > innerHeight / 2) return page
  const isMain = (box: Element) =>
    box.scrollHeight > box.clientHeight + 1 &&
    box.clientHeight * box.clientWidth > (innerHeight * innerWidth) / 2 &&
    /auto|scroll/.test(getComputedStyle(box).overflowY)
  return composedPathOf(deepest(innerWidth / 2, innerHeight / 2)).find(isMain) ?? page
}

/** Whether the pointer leaves towards the tabs and the address bar, where people leave a page by. */
function isLeavingAtTop({ relatedTarget, clientY }: MouseEvent): boolean {
  return !relatedTarget && clientY <= 0
}
