import type { Ctx } from '../../context.ts'
import { invalid, Refusal } from '../../http/problem.ts'
import { csvTables, reportCsv } from '../../reports/report-csv.ts'
import { reportOn } from '../../reports/survey-report.ts'
import { findSurvey } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { themesCsv } from '../../themes/theme-csv.ts'
import { themesOn } from '../../themes/theme-report.ts'
import { reportQueryOf, themesQueryOf } from './address.ts'

/** `GET /console/surveys/:id/report.csv`: one table of the report that the address is of. */
export async function sendReportTable(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database, now } = c.var.services
  const { searchParams } = new URL(c.req.url)
  const survey = await findSurvey(database, workspace.id, c.req.param('id') ?? '')
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  const query = reportQueryOf(searchParams)
  const defaults = { now: now(), timezone: workspace.timezone }
  const asked = searchParams.get('table')
  const table = csvTables.find((each) => each === asked) ?? 'trend'
  const ofThemes = asked === 'themes' ? themesQueryOf(searchParams) : undefined
  if (ofThemes === null)
    throw invalid('table', 'must be one of trend, segments: of just these answers no themes are counted')
  const text = ofThemes
    ? themesCsv(await themesOn(c.var.services, survey, ofThemes, defaults))
    : reportCsv(await reportOn(database, survey, query, defaults), table)
  return c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${survey.id}-${asked === 'themes' ? asked : table}.csv"`,
    'cache-control': 'no-store',
  })
}
