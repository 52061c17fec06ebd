import { html } from 'hono/html'
import type { Summary } from '../../../shared/report.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Html } from '../layout.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { type Address, reportOnSurvey } from './address.ts'
import { count } from './numbers.ts'
import { scoreName } from './report-context.ts'
import { scoreCell } from './score-cell.ts'

const texts = reportTexts.pool

/** One of the surveys that are counted together, with its own score. */
export interface PooledSurvey {
  readonly survey: SurveyRecord
  readonly summary: Summary
}

/** The surveys of a pooled report, each with the score it has by itself. */
export function poolCard(surveys: readonly PooledSurvey[], address: Address): Html {
  const row = ({ survey, summary: { n, score, caution } }: PooledSurvey) => {
    const isShown = caution !== 'counts only'
    return html`<tr><th scope="row"><a href="${reportOnSurvey(address, survey.id)}" dir="auto">${survey.definition.name}</a></th><td class="number">${count(n)}</td>${scoreCell(isShown ? score.value : null, isShown ? score.interval : null, score.unit)}</tr>`
  }
  return html`<section class="card" aria-labelledby="pool"><h2 id="pool">${texts.title}</h2><p class="soft">${texts.about}</p>
<table class="numbers compact"><thead><tr><th scope="col">${texts.survey}</th><th scope="col" class="number">${texts.answers}</th><th scope="col" class="number">${scoreName(surveys[0]!.summary.score)}</th></tr></thead><tbody>${surveys.map(row)}</tbody></table></section>`
}
