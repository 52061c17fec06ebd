import { html } from 'hono/html'
import type { Comparison, Verdict } from '../../../shared/comparison.ts'
import type { Report } from '../../../shared/report.ts'
import type { Html } from '../layout.ts'
import { withChanges } from './address.ts'
import { periodInWords } from './dates.ts'
import { confidence, counted, distance, figure, signed } from './numbers.ts'
import { type ReportContext, scoreName } from './report-context.ts'

type Change = NonNullable<Report['change']>

const verdicts = {
  real: 'Real change',
  'not distinguishable': 'No distinguishable change',
  'too few': 'Too few answers to compare',
} as const satisfies Record<Verdict, string>

/** The change since the compared period in words, led by its verdict: a difference may be chance. */
export function changeInWords({ report, address }: ReportContext): Html {
  const { change, period } = report
  if (change)
    return html`<p class="change"><strong class="verdict ${change.verdict === 'real' ? 'real' : ''}">${verdicts[change.verdict]}.</strong> ${explained(change, scoreName(report.score))}</p>`
  return period.from === null
    ? html`<p class="change soft">All time cannot be compared. Choose a period.</p>`
    : html`<p class="change soft">Not compared. <a href="${withChanges(address, { compare: 'previous' })}">Compare with the period before</a></p>`
}

function explained(
  { verdict, unit, first, second, difference, interval, period }: Change,
  name: string,
): string {
  const before = periodInWords(period)
  if (verdict === 'too few') {
    return `${counted(first.n, 'answer')} now, ${counted(second.n, 'answer')} in the period compared with, ${before}.`
  }
  const comparison = `${name} was ${figure(second.value, unit)} in ${before}, from ${counted(second.n, 'answer')}`
  const likelihood = verdict === 'real' ? 'This is unlikely to be chance' : 'This may well be chance'
  const intervalText =
    interval &&
    `: the true difference is, ${confidence(interval)} sure, between ${signed(interval.low, unit)} and ${signed(interval.high, unit)}`
  return `${comparison}; ${moved(difference, unit)} now. ${likelihood}${intervalText ?? ''}.`
}

function moved(difference: number | null, unit: Comparison['unit']): string {
  if (difference === null || !/[1-9]/.test(figure(difference, unit))) return 'it is the same'
  return `it is ${distance(difference, unit)} ${difference > 0 ? 'higher' : 'lower'}`
}

/** How a group compares with all others, in a few words. */
export function differenceInWords(difference: Comparison | null): string {
  if (difference === null || difference.verdict === 'too few') return 'too few to compare'
  if (difference.verdict === 'not distinguishable' || difference.difference === null)
    return 'not distinguishable from the rest'
  return `${distance(difference.difference, difference.unit)} ${difference.difference > 0 ? 'above' : 'below'} the rest`
}
