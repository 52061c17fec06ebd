import { roundHalfAway } from '../../../shared/rounding.ts'
import { readingOf } from '../../reports/score-counts.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { count } from './numbers.ts'

const texts = editorTexts.says.numbers

/** How far an interval reaches to each side, in the unit of the survey's score: ±5 NPS. */
export function marginInWords(margin: number, survey: SurveyRecord): string {
  const { metric, primary } = readingOf(survey)
  const size = count(roundHalfAway(margin, 2))
  if (metric === 'nps') return texts.nps(size)
  return metric === 'ces' && primary === 'mean' ? texts.scalePoints(size) : texts.percent(size)
}
