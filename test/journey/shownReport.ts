import type { Page } from 'playwright-core'
import type { Comparison } from '../../shared/comparison.ts'
import type { Interval } from '../../shared/interval.ts'
import type { Funnel, Report } from '../../shared/report.ts'
import { roundHalfAway } from '../../shared/rounding.ts'
import { cautionOf } from '../../shared/segments.ts'
import type { Share } from '../../shared/share.ts'

/** Every number of a report, in the order and the form the page shows them, by its section. */
export type ShownReport = Readonly<Record<string, readonly string[]>>

const digits = { points: 0, percent: 1, 'scale points': 2 } as const
type Unit = keyof typeof digits

function write(value: number | null, unit: Unit): string {
  if (value === null) return '–'
  return roundHalfAway(value, digits[unit]).toFixed(digits[unit]) + (unit === 'percent' ? '%' : '')
}

/**
 * What the page should show of a report, worked out from the API's answer. Of a part of the
 * answers there is no funnel, since showings are known of everybody only.
 */
export function saidOf(report: Report): ShownReport {
  const { score, change, leftOut, funnel } = report
  const { unit } = score
  const reach = (interval: Interval | null) =>
    interval ? [write(interval.low, unit), write(interval.high, unit)] : []
  const rate = ({ count, percent }: Share) => [String(count), write(percent, 'percent')]
  const mean = write(score.mean, 'scale points')
  const headline =
    score.metric === 'nps'
      ? [write(score.nps, 'points')]
      : score.metric === 'csat'
        ? [write(score.csat, 'percent'), mean]
        : [write(score.topBox, 'percent'), mean]
  const group = (n: number, value: number | null, interval: Interval | null) => [
    String(n),
    ...(value === null || cautionOf(n) === 'counts only' ? ['–'] : [write(value, unit), ...reach(interval)]),
  ]
  return {
    headline: headline.sort(),
    sentence: [
      write(score.value, unit),
      ...(score.interval ? ['95%'] : []),
      ...reach(score.interval),
      String(score.n),
    ],
    change: change ? changeOf(change) : [],
    bands: score.bands.flatMap(rate),
    distribution: report.distribution.flatMap(({ rating, count }) => [`${rating}: ${count}`]).sort(),
    trend: report.trend.flatMap(({ n, value, interval }) => [
      String(n),
      write(value, unit),
      ...(interval ? reach(interval) : ['–']),
    ]),
    segments: report.segments.flatMap(({ values, other }) =>
      [...values, ...(other ? [other] : [])].flatMap((each) => [
        ...group(each.n, each.score, each.interval),
        ...(each.difference?.verdict === 'real' ? [distance(each.difference)] : []),
      ]),
    ),
    channels: report.channels.flatMap(({ n, value, interval }) => group(n, value, interval)),
    funnel: funnel ? funnelOf(funnel, rate) : [],
    leftOut: [leftOut.held, leftOut.test, leftOut.superseded].map(String),
  }
}

function funnelOf({ shown, answered, commented, dismissed }: Funnel, rate: (share: Share) => string[]) {
  return [String(shown), ...[answered, commented, dismissed].flatMap(rate)]
}

function distance({ difference, unit }: Comparison): string {
  return write(Math.abs(difference!), unit).replace('%', '')
}

function changeOf(change: Comparison): string[] {
  const { first, second, unit, interval, verdict } = change
  if (verdict === 'too few') return [verdict, String(first.n), String(second.n)]
  const plain = (value: number) => write(value, unit).replace('%', '')
  return [
    verdict,
    write(second.value, unit),
    String(second.n),
    ...(/[1-9]/.test(distance(change)) ? [distance(change)] : []),
    ...(interval ? ['95%', plain(interval.low), plain(interval.high)] : []),
  ]
}

/** What the page does show: the numbers in its text, dates and names left out. */
export async function shownOn(page: Page): Promise<ShownReport> {
  const cells = async (selector: string) =>
    (await page.locator(selector).allTextContents()).flatMap(numbersIn)
  return {
    headline: (await cells('.figure .value')).sort(),
    sentence: await cells('.sentence'),
    change: await shownChange(page),
    bands: await cells('#bands ~ .numbers:not(.points-table) .number'),
    distribution: (
      await page
        .locator('.points-table tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => [...row.querySelectorAll('.number')].map((cell) => cell.textContent).join(': ')),
        )
    ).sort(),
    trend: await cells('details tbody .number'),
    segments: await cells('.segments tbody :is(.number, td:last-child)'),
    channels: await cells('#channels ~ table .number'),
    funnel: await cells('.steps .number'),
    leftOut: await cells('#left-out + ul > li'),
  }
}

async function shownChange(page: Page): Promise<string[]> {
  const text = ((await page.locator('.change').textContent()) ?? '').replace(/\s/g, ' ')
  const verdict = { 'Real change': 'real', 'No clear change': 'not distinguishable', 'Too few': 'too few' }
  const found = Object.entries(verdict).find(([words]) => text.startsWith(words))?.[1]
  const dates = /\d{1,2}( [A-Z][a-z]{2,3})?( \d{4})? – \d{1,2} [A-Z][a-z]{2,3} \d{4}/
  return found ? [found, ...numbersIn(text.replace(dates, ''))] : []
}

/** The numbers in a text as `write` writes them: no thousands apart, a plain minus, no plus. */
function numbersIn(text: string | null): string[] {
  const plain = (text ?? '').replace(/(?<=\d),(?=\d{3})/g, '').replaceAll('−', '-')
  return plain.match(/-?\d+(\.\d+)?%?|–/g) ?? []
}
