import type { SurveyReport } from '../contract/reports.ts'
import { countsAs } from '../reports/counts-as.ts'
import { spark } from './spark.ts'
import { count, day, number, oneLine, percent, signedNumber } from './terminal.ts'

type Period = SurveyReport['period']

/** A report as text for a terminal, with rounded numbers. */
export function reportTable(report: SurveyReport): string {
  const { survey, period, leftOut } = report
  const blocks = [
    [
      `${oneLine(survey.name)}  (${survey.id})`,
      `${survey.metric.toUpperCase()} on ${survey.scale} · ${periodText(period)}`,
      ...thresholdLines(report),
    ],
    scoreLines(report),
    bandLines(report),
    distributionLines(report),
    trendLines(report),
    ...segmentBlocks(report),
    accountLines(report),
    notCompared(report),
    funnelLines(report),
    askedLines(report),
    [
      `left out: ${count(leftOut.held)} held, ${count(leftOut.test)} test, ${count(leftOut.superseded)} superseded`,
      ...(leftOut.heldFor ?? []).map((held) => `  ${count(held.count)} held: ${held.reason}`),
    ],
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

/** What counts as what, and since when. */
function thresholdLines({ threshold, period, ...report }: SurveyReport): string[] {
  const changes = threshold.changes.map(
    ({ at, version, from, to }) =>
      `since ${day(at, period.timezone)} (version ${version}) counted from ${to}, before from ${from}`,
  )
  return [countsAs({ ...report, threshold }), ...changes]
}

function periodText({ from, to, timezone }: Period): string {
  if (!from && !to) return `all time, ${timezone}`
  return `${from ? day(from, timezone) : 'the beginning'} to before ${to ? day(to, timezone) : 'now'}, ${timezone}`
}

function scoreLines({ score, n, caution, commented, change }: SurveyReport): string[] {
  if (caution === 'counts only' && n > 0 && score.value === null)
    return [`${count(n)} answers: too few for a score`, ...(change ? [changeLine(change)] : [])]
  const range = score.interval
    ? `  95 % sure between ${value(score.interval.low, score.unit)} and ${value(score.interval.high, score.unit)}`
    : ''
  return [
    `${headline(score)}${range}`,
    `n = ${count(n)}   mean ${number(score.mean, 2)}   with a reason ${count(commented.count)} (${percent(commented.percent)})`,
    ...(change ? [changeLine(change)] : []),
  ]
}

function headline(score: SurveyReport['score']): string {
  if (score.metric === 'nps') return `NPS ${number(score.nps)}`
  if (score.metric === 'csat') return `CSAT ${percent(score.csat)}`
  const outputs = [`easy ${percent(score.topBox)}`, `mean ${number(score.mean, 2)}`]
  return `CES ${(score.primary === 'mean' ? outputs.reverse() : outputs).join(', ')}`
}

function changeLine({
  second,
  difference,
  unit,
  verdict,
  period,
}: NonNullable<SurveyReport['change']>): string {
  if (verdict === 'too few')
    return `change: too few answers to compare   (${periodText(period)}: n = ${count(second.n)})`
  const before = `${periodText(period)}: ${value(second.value, unit)}, n = ${count(second.n)}`
  return `change ${difference === null ? '–' : signed(difference, unit)}, ${verdict}   (${before})`
}

function bandLines({ score }: SurveyReport): string[] {
  return score.bands.map(
    (each) =>
      `  ${each.band.padEnd(13)} ${count(each.count).padStart(9)}  ${percent(each.percent).padStart(7)}`,
  )
}

function distributionLines({ distribution }: SurveyReport): string[] {
  const most = Math.max(1, ...distribution.map((point) => point.count))
  const width = count(most).length
  return distribution.map((point) => {
    const bar = '█'.repeat(Math.round((24 * point.count) / most))
    return `  ${String(point.rating).padStart(2)}  ${count(point.count).padStart(width)}  ${bar}`.trimEnd()
  })
}

function trendLines({ trend, interval, count: rule, period: { timezone } }: SurveyReport): string[] {
  if (trend.length < 2) return []
  const ends = `${day(trend[0]!.from, timezone)} … before ${day(trend.at(-1)!.to, timezone)}, by ${interval}`
  return [
    `trend   ${spark(trend.map((point) => point.value))}  ${ends}`,
    `answers ${spark(trend.map(({ n }) => n))}`,
    ...(rule === 'all' ? [] : [`        the ${rule} answer of each person within each ${interval}`]),
  ]
}

function segmentBlocks({ segments, score }: SurveyReport): string[][] {
  return segments.map(({ property, values, other }) => {
    const rows = [
      ...values.map((segment) => ({ name: oneLine(segment.value), ...segment })),
      ...(other ? [{ ...other, name: `${count(other.values)} others` }] : []),
    ]
    return [
      oneLine(property),
      ...rows.map(({ name, n, score: own, difference, caution }) => {
        const judged =
          difference?.difference == null
            ? ''
            : `${signed(difference.difference, score.unit)} ${difference.verdict}`
        const shown = caution === 'counts only' ? 'too few for a score' : value(own, score.unit)
        return `  ${name.slice(0, 24).padEnd(24)} ${count(n).padStart(9)}  ${shown.padStart(8)}  ${judged}`.trimEnd()
      }),
    ]
  })
}

/** How the answers count together, and the largest accounts. */
function accountLines({ accounts, score }: SurveyReport): string[] {
  if (!accounts) return []
  const { property, designEffect, largest, neverHeard } = accounts
  return [
    `answers of one ${oneLine(property)} count together: ${count(accounts.accounts)}, and ${count(accounts.apart)} answers by themselves; design effect ${number(designEffect, 2)}`,
    ...largest.slice(0, 10).map(({ value: name, n, score: own, caution }) => {
      const shown = caution === 'counts only' ? 'too few for a score' : value(own, score.unit)
      return `  ${oneLine(name).slice(0, 24).padEnd(24)} ${count(n).padStart(9)}  ${shown.padStart(8)}`
    }),
    ...(neverHeard.length > 0 ? [`  asked, never heard: ${neverHeard.map(oneLine).join(', ')}`] : []),
  ]
}

function notCompared({ tooManyValues }: SurveyReport): string[] {
  if (tooManyValues.length === 0) return []
  return [`not compared, having too many values: ${tooManyValues.map(oneLine).join(', ')}`]
}

function funnelLines({ funnel }: SurveyReport): string[] {
  if (!funnel || funnel.shown === 0) return []
  const { answered, commented, dismissed } = funnel
  const step = (name: string, part: typeof answered) =>
    `${name} ${count(part.count)} (${percent(part.percent)})`
  return [
    `people: shown ${count(funnel.shown)} → ${step('answered', answered)} → ${step('commented', commented)}; ${step('dismissed', dismissed)}`,
  ]
}

function askedLines({ asked, score }: SurveyReport): string[] {
  if (!asked) return []
  const { answered, silent, worst } = asked
  return [
    `mailed ${count(asked.asked)} → answered ${count(answered)}; ${count(silent)} silent`,
    ...asked.waves
      .filter(({ n }) => n > 0)
      .map(
        ({ wave, n, value: own }) =>
          `  ${wave.padEnd(9)} ${count(n)}, ${own === null ? 'too few for a score' : value(own, score.unit)}`,
      ),
    ...(worst === null ? [] : [`  if all others had chosen the worst: ${value(worst, score.unit)}`]),
  ]
}

function value(x: number | null, unit: SurveyReport['score']['unit']): string {
  if (unit === 'percent') return percent(x)
  return number(x, unit === 'points' ? 0 : 2)
}

/** A difference of two scores with its sign. Percentages, like NPS, differ by points. */
function signed(x: number, unit: SurveyReport['score']['unit']): string {
  const digits = { points: 0, percent: 1, 'scale points': 2 }[unit]
  return `${signedNumber(x, digits)} points`
}
