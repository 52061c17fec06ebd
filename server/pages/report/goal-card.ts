import { html } from 'hono/html'
import { toPercent } from '../../../shared/percent.ts'
import type { GoalProgress } from '../../reports/goal-progress.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Html } from '../layout.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { dayOf } from './dates.ts'
import { marginInWords } from './margin.ts'
import { count, percent } from './numbers.ts'

const texts = reportTexts.goal

/** How far a survey has come with its goal; nothing when it has none. */
export function goalCard(survey: SurveyRecord, progress: GoalProgress | null): Html | '' {
  if (progress === null) return ''
  return html`<section class="card" aria-labelledby="goal"><h2 id="goal">${texts.title}</h2>${goalInWords(survey, progress)}</section>`
}

/** What a goal needs and what has come, in sentences. */
export function goalInWords(survey: SurveyRecord, progress: GoalProgress): Html {
  const { goal } = survey.definition
  if (goal === null) return html``
  const { planned, plannedBy, answers, width } = progress
  const needs = texts.needs[plannedBy](aim(survey), count(planned))
  const came =
    width === null
      ? texts.came[goal.every](count(answers))
      : texts.surely[goal.every](count(answers), marginInWords(roundedTo(width), survey))
  const live = survey.status === 'live' ? html` ${pace(survey, progress)}` : ''
  return html`<p>${needs} ${came}${live}</p><p class="small soft gap-s">${texts.byCounts}</p>`
}

/** To three digits: 12.3, 5.08, 0.217. */
const roundedTo = (width: number) => Number(width.toPrecision(3))

/** ±5 NPS a quarter. */
function aim(survey: SurveyRecord): string {
  const { width, every } = survey.definition.goal!
  return texts.aims[every](marginInWords(width, survey))
}

function pace(
  { definition: { rules } }: SurveyRecord,
  { period, answers, planned, reachedOn, expectedOn, share }: GoalProgress,
): string {
  const day = (time: string) => dayOf(time, period.timezone)
  if (answers >= planned && reachedOn !== null) return texts.reached(day(reachedOn), day(period.to!))
  const asks = texts.share(percent(toPercent(share)))
  if (expectedOn !== null) return `${asks} ${texts.expected(day(expectedOn))}`
  return `${asks} ${share < (rules?.share ?? 1) ? texts.notKnown : texts.notExpected}`
}
