import { html } from 'hono/html'
import { fewestToCompare } from '../../../shared/comparison.ts'
import type { Report } from '../../../shared/report.ts'
import { type Silence, silenceOf } from '../../../shared/silence.ts'
import type { OverviewEntry } from '../../reports/overviews.ts'
import type { SurveyState } from '../../storage/overview.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import { icon } from '../console/icons.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { count, distance, figureAndSign, range } from '../report/numbers.ts'
import { bandWordOf } from '../report/report-context.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { overviewTexts } from '../texts/overview-texts.ts'
import { localeInUse } from '../texts/translatable.ts'
import { scoreSpark } from './score-spark.ts'

/** What a row of the overview shows. */
export interface OverviewRow {
  readonly survey: SurveyRecord
  readonly entry: OverviewEntry
  readonly state: SurveyState
  /** The report of the same period, and the held answers. */
  readonly reportPath: string
  readonly heldPath: string
}

/** The weeks that are drawn. */
const mostWeeks = 12

/** One survey: its score with its interval, its weeks, how many answered, whether it changed, what needs somebody. */
export function surveyRow(
  { survey, entry, state, reportPath, heldPath }: OverviewRow,
  { now, timezone, from }: { readonly now: number; readonly timezone: string; readonly from: number },
): Html {
  const { definition, metric } = survey
  const { n, weeks, recent } = entry
  const silence = survey.pausedAt === null ? silenceOf({ n, from, last: state.last }, now) : null
  const touchpoint = definition.touchpoint ? html` · <bdi>${definition.touchpoint}</bdi>` : ''
  return html`<tr><th scope="row"><a class="name" href="${reportPath}" dir="auto">${definition.name}</a><span class="kind"><span class="livedot${silence || survey.pausedAt !== null ? ' warn' : ''}"></span><span>${overviewTexts.metrics[metric]}${countedFrom(entry)}${touchpoint}</span></span>${flags(survey, silence, state.held, heldPath, timezone)}</th>
${scoreOf(entry)}<td class="c-spark">${scoreSpark(weeks.slice(-mostWeeks))}</td>
<td class="c-n n">${count(n)}<span class="range">${recent > 0 ? overviewTexts.recent(count(recent)) : overviewTexts.noneRecent}</span></td>
<td class="c-verdict">${verdictOf(entry.change)}</td></tr>
`
}

function flags(
  { pausedAt }: SurveyRecord,
  silence: Silence | null,
  held: number,
  heldPath: string,
  timezone: string,
): Html | '' {
  if (!silence && held === 0 && pausedAt === null) return ''
  const paused =
    pausedAt === null
      ? ''
      : html`<span class="tag warn">${overviewTexts.paused(dayOf(pausedAt, timezone))}</span>`
  const warning =
    silence &&
    html`<span class="tag warn">${icon('warning')}${overviewTexts.silent(dayOf(silence.since, timezone), paceOf(silence.pace))}</span>`
  return html`<span class="kind">${paused}${warning ?? ''}${held > 0 ? html`<a class="tag line" href="${heldPath}">${overviewTexts.held(count(held))}</a>` : ''}</span>`
}

/** From where answers count, where a survey may choose it. */
function countedFrom({ score, threshold }: OverviewEntry): string {
  return score.metric === 'nps'
    ? ''
    : `${numberTexts.comma}${overviewTexts.countedFrom(bandWordOf(score.bands[0]!.band).toLowerCase(), threshold.positive)}`
}

/** Answers a day, to the digit that matters. */
function paceOf(pace: number): string {
  return pace.toLocaleString(localeInUse(), { maximumSignificantDigits: pace < 10 ? 1 : 2 })
}

function scoreOf({ n, score, caution }: OverviewEntry): Html {
  if (caution === 'counts only')
    return html`<td class="c-score n"><span class="soft">${overviewTexts.noScore}</span><span class="range">${overviewTexts.needed(n, fewestToCompare)}</span></td>`
  const [text, sign] = figureAndSign(score.value, score.unit)
  return html`<td class="c-score n"><span class="figure">${text}${sign && html`<small>${sign}</small>`}</span><span class="range">${range(score.interval, score.unit)}</span></td>`
}

function verdictOf(change: Report['change']): Html {
  if (change?.verdict === 'real' && change.difference !== null) {
    const direction = change.difference > 0 ? 'up' : 'down'
    const words = overviewTexts.change[direction === 'up' ? 'higher' : 'lower']
    return html`<span class="verdict real ${direction}">${icon(direction)}${words(distance(change.difference, change.unit))}</span>`
  }
  const isUnclear = change?.verdict === 'not distinguishable'
  return html`<span class="verdict">${isUnclear ? overviewTexts.change.unclear : overviewTexts.change.tooFew}</span>`
}
