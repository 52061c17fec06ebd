import { roundHalfAway } from '../../shared/rounding.ts'
import type { SurveyReport } from '../contract.ts'

/** A report as a table for a terminal. */
export function reportTable({
  survey,
  period,
  n,
  score,
  distribution,
  commented,
  leftOut,
}: SurveyReport): string {
  const most = Math.max(1, ...distribution.map(({ count }) => count))
  const bar = (count: number) => '█'.repeat(Math.round((24 * count) / most))
  const width = count(most).length
  return [
    `${survey.name}  (${survey.id})`,
    `${survey.metric.toUpperCase()} on ${survey.scale} · ${period.from ?? 'the beginning'} to ${period.to ?? 'now'}`,
    '',
    `${headline(score)}   n = ${count(n)}   mean ${number(score.mean, 2)}`,
    '',
    ...score.bands.map(
      ({ band, count: of, percent }) => `  ${band.padEnd(13)} ${count(of).padStart(9)}  ${share(percent)}`,
    ),
    '',
    ...distribution.map(
      (point) =>
        `  ${String(point.rating).padStart(2)}  ${count(point.count).padStart(width)}  ${bar(point.count)}`,
    ),
    '',
    `with a reason: ${count(commented.count)} of ${count(commented.of)}   left out: ${leftOut.held} held, ${leftOut.test} test`,
  ].join('\n')
}

function headline(score: SurveyReport['score']): string {
  if (score.metric === 'nps') return `NPS ${number(score.nps)}`
  if (score.metric === 'csat') return `CSAT ${share(score.csat).trim()}`
  const topBox = `easy ${share(score.topBox).trim()}`
  return score.primary === 'mean' ? `CES ${number(score.mean, 2)} (${topBox})` : `CES ${topBox}`
}

function count(value: number): string {
  return value.toLocaleString('en')
}

/** A number for display, rounded once; a dash for «nobody answered», which is not zero. */
function number(value: number | null, digits = 0): string {
  return value === null ? '–' : roundHalfAway(value, digits).toFixed(digits)
}

function share(percent: number | null): string {
  return `${number(percent, 1).padStart(5)} %`
}
