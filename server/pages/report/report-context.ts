import type { MeasuredScore, Report } from '../../../shared/report.ts'
import { type Band, bandNames, type Scale } from '../../../shared/scale.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Address } from './address.ts'

/** The data that every card of the report shows. */
export interface ReportContext {
  readonly survey: SurveyRecord
  readonly scale: Scale
  readonly report: Report
  /** The report on all answers; the same object as `report` when no segment is selected. */
  readonly everybody: Report
  readonly address: Address
}

/** The name of the score in a sentence. */
export function scoreName(score: MeasuredScore): string {
  if (score.metric === 'nps') return 'NPS'
  if (score.metric === 'csat') return 'CSAT'
  return score.primary === 'mean' ? 'CES mean' : 'CES'
}

const bandLabels: Readonly<Record<string, string>> = {
  promoter: 'Promoters',
  passive: 'Passives',
  detractor: 'Detractors',
  satisfied: 'Satisfied',
  neutral: 'Neutral',
  dissatisfied: 'Dissatisfied',
  easy: 'Easy',
  hard: 'Hard',
}

/** The bands of a score, best first, with the labels of its metric. */
export function bandsOf(score: MeasuredScore) {
  return score.bands.map((share, place) => ({
    band: bandNames[place]!,
    label: bandLabels[share.band] ?? share.band,
    share,
  }))
}

/** The name of one answer of a band: Promoter, Neutral, Hard. */
export function bandWord(score: MeasuredScore, band: Band): string {
  const { band: word } = score.bands[bandNames.indexOf(band)]!
  return word[0]!.toUpperCase() + word.slice(1)
}

/** The lowest and highest value a score can have. */
export function extentOf(score: Pick<MeasuredScore, 'unit'>, scale: Scale): [number, number] {
  if (score.unit === 'points') return [-100, 100]
  return score.unit === 'percent' ? [0, 100] : [scale.min, scale.max]
}
