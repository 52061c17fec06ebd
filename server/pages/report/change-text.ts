import { html } from 'hono/html'
import type { Comparison } from '../../../shared/comparison.ts'
import type { Report } from '../../../shared/report.ts'
import type { Html } from '../layout.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { withChanges } from './address.ts'
import { periodInWords } from './dates.ts'
import { confidence, counted, distance, figure, readsAsZero, signed } from './numbers.ts'
import { type HeadlineContext, scoreName } from './report-context.ts'

type Change = NonNullable<Report['change']>

const texts = reportCardTexts.change

/** The change since the compared period in words, led by its verdict: a difference may be chance. */
export function changeInWords({ report, address }: HeadlineContext): Html {
  const { change, period } = report
  if (change)
    return html`<p class="change"><strong class="verdict ${change.verdict === 'real' ? 'real' : ''}">${texts.verdicts[change.verdict]}</strong> ${explained(change, scoreName(report.score))}</p>`
  return period.from === null
    ? html`<p class="change soft">${texts.allTime}</p>`
    : html`<p class="change soft">${texts.notCompared} <a href="${withChanges(address, { compare: 'previous' })}">${texts.compare}</a></p>`
}

/** The change since the compared period as text. */
export function changeAsText(change: Change, name: string): string {
  return `${texts.verdicts[change.verdict]} ${explained(change, name)}`
}

function explained(
  { verdict, unit, first, second, difference, interval, period }: Change,
  name: string,
): string {
  const before = periodInWords(period)
  if (verdict === 'too few') {
    return texts.tooFew(counted(first.n, 'answer'), counted(second.n, 'answer'), before)
  }
  const was = texts.was(name, figure(second.value, unit), before, counted(second.n, 'answer'))
  const bounds =
    interval && texts.interval(confidence(interval), signed(interval.low, unit), signed(interval.high, unit))
  return `${texts.now(was, moved(difference, unit))} ${texts.likely[verdict]}${bounds ?? ''}.`
}

function moved(difference: number | null, unit: Comparison['unit']): string {
  if (difference === null || readsAsZero(difference, unit)) return texts.same
  return texts.moved(difference > 0 ? 'higher' : 'lower', distance(difference, unit))
}

/** How a group compares with all others, in a few words. */
export function differenceInWords(difference: Comparison | null): string {
  if (difference === null || difference.verdict === 'too few') return texts.tooFewOfGroup
  if (difference.verdict === 'not distinguishable' || difference.difference === null) return texts.unclear
  const by = difference.difference
  return texts.fromRest(by > 0 ? 'above' : 'below', distance(by, difference.unit))
}
