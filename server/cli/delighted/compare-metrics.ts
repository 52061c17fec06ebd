import { countBands, fromPointCounts } from '../../../shared/distribution.ts'
import { nps, npsScales } from '../../../shared/nps.ts'
import type { SurveyReport } from '../../contract/reports.ts'
import { type Connection, call } from '../api.ts'
import { monthIn, type SavedFile, type SavedItem } from './read-saved.ts'

/** A period's figures there and here. */
export interface Compared {
  readonly period: string
  readonly saved: Figures
  readonly here: Figures
  readonly isEqual: boolean
}

interface Figures {
  readonly n: number | null
  readonly nps: number | null
}

/** Saved metrics of periods that are said, and how many say none. */
export interface SavedMetrics {
  readonly periods: readonly {
    readonly name: string
    readonly from: string
    readonly to: string
    item: SavedItem
  }[]
  readonly unsaid: number
}

/** The periods of saved metrics: by their own fields, else by the month in the file's name. */
export function periodsOf(files: readonly SavedFile[]): SavedMetrics {
  const all = files
    .filter(({ kind }) => kind === 'metrics')
    .flatMap(({ file, items }) => items.map((item) => ({ item, period: periodOf(item, file) })))
  return {
    periods: all.flatMap(({ item, period }) => (period ? [{ ...period, item }] : [])),
    unsaid: all.filter(({ period }) => !period).length,
  }
}

function periodOf({ fields }: SavedItem, file: string): { name: string; from: string; to: string } | null {
  const { since, until } = fields
  if (typeof since === 'number' && typeof until === 'number') {
    // Its last second is part of it.
    const [from, to] = [new Date(since).toISOString(), new Date(until + 1000).toISOString()]
    return { name: `${from.slice(0, 10)} – ${to.slice(0, 10)}`, from, to }
  }
  const said = monthIn(String(fields.month ?? '')) ?? monthIn(file.split(/[\\/]/).at(-1)!)
  if (said === null) return null
  const [year, month] = said.split('-').map(Number)
  const next = month === 12 ? `${year! + 1}-01` : `${year}-${String(month! + 1).padStart(2, '0')}`
  return { name: said, from: `${said}-01`, to: `${next}-01` }
}

/** Holds saved metrics against what the answers of a survey that were imported give for the same periods. */
export async function compareMetrics(
  connection: Connection,
  survey: string,
  { periods }: SavedMetrics,
  timezone: string,
): Promise<Compared[]> {
  const compared: Compared[] = []
  for (const { name, from, to, item } of periods) {
    const query = new URLSearchParams({ from, to, timezone, compare: 'none', channel: 'import' })
    const path = `/v1/surveys/${encodeURIComponent(survey)}/report?${query}`
    const report = await call<SurveyReport>(connection, path)
    const distribution = fromPointCounts(npsScales['0-10'], report.distribution)
    const here = { n: report.n, nps: nps(distribution).nps }
    const saved = { n: numberOf(item.fields.response_count), nps: numberOf(item.fields.nps) }
    const { positive, neutral, negative } = countBands(distribution)
    const counts = { response: report.n, promoter: positive, passive: neutral, detractor: negative }
    const isEqual =
      isRounded(saved.nps, here.nps) &&
      Object.entries(counts).every(([band, count]) =>
        [null, count].includes(numberOf(item.fields[`${band}_count`])),
      )
    compared.push({ period: name, saved, here, isEqual })
  }
  return compared
}

/** Whether a saved NPS, a whole number, is one that the exact one rounds to; of nobody there is none, which is written 0. */
const isRounded = (saved: number | null, exact: number | null) =>
  exact === null ? !saved : saved !== null && Math.abs(saved - exact) <= 0.5

const numberOf = (value: unknown) => {
  const number = Number(value)
  return value === null || value === undefined || value === '' || Number.isNaN(number) ? null : number
}
