import type { Compared, Headline, MeasuredScore, Report } from '../../../shared/report.ts'
import { type Band, bandNames, type Scale } from '../../../shared/scale.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import type { Address } from './address.ts'

/** The data that every card of the report shows. */
export interface ReportContext {
  readonly survey: SurveyRecord
  readonly scale: Scale
  readonly report: Report
  /** The segments of all answers; of the same object as `report` when no segment is selected. */
  readonly everybody: Compared & Pick<Report, 'score'>
  readonly address: Address
}

/** What is known of a report when its score is. */
export interface HeadlineContext extends Pick<ReportContext, 'survey' | 'scale' | 'address'> {
  readonly report: Headline
}

/** The name of the score in a sentence. */
export function scoreName(score: MeasuredScore): string {
  if (score.metric !== 'ces') return reportCardTexts.scoreNames[score.metric]
  return reportCardTexts.scoreNames[score.primary === 'mean' ? 'mean' : 'ces']
}

/** The bands of a score, best first, with the labels of its metric. */
export function bandsOf(score: MeasuredScore) {
  return score.bands.map((share, place) => ({
    band: bandNames[place]!,
    label: wordsOfBand(share.band)[0],
    share,
  }))
}

/** The name of one answer of a band: Promoter, Neutral, Hard. */
export function bandWord(score: MeasuredScore, band: Band): string {
  return bandWordOf(score.bands[bandNames.indexOf(band)]!.band)
}

/** The same by the band’s name in the API, like `promoter`. */
export function bandWordOf(name: string): string {
  return wordsOfBand(name)[1]
}

function wordsOfBand(name: string): readonly [many: string, one: string] {
  return reportCardTexts.bands[name as keyof typeof reportCardTexts.bands]
}

/** The lowest and highest value a score can have. */
export function extentOf(score: Pick<MeasuredScore, 'unit'>, scale: Scale): [number, number] {
  if (score.unit === 'points') return [-100, 100]
  return score.unit === 'percent' ? [0, 100] : [scale.min, scale.max]
}
