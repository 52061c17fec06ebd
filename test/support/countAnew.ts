import { sql } from 'drizzle-orm'
import { findSurveyById } from '../../server/storage/surveys.ts'
import { scaleOfSurvey } from '../../server/surveys/survey-scale.ts'
import { themesIn } from '../../server/themes/find-themes.ts'
import type { ThemeContext } from '../../server/themes/language-data.ts'
import { compiledOf } from '../../server/themes/theme-versions.ts'
import { countRead, type MutableTally, type Tally } from '../../shared/themes/tally.ts'

/** An answer with a reason, as it is stored. */
export interface StoredReason {
  readonly rating: number
  readonly comment: string | null
  readonly choices: string | null
  readonly properties: string | null
  readonly answered_at: number
  readonly channel: string
  readonly state: string
}

/** What counting every stored answer of the demo with a reason says, by the module that counts. */
export async function countAnew(
  context: ThemeContext,
  hash: string,
  fits: (row: StoredReason) => boolean,
): Promise<Tally> {
  const survey = (await findSurveyById(context.database, 'demo'))!
  const version = { compiled: await compiledOf(context, hash), scale: scaleOfSurvey(survey) }
  const rows = await context.database.orm.all<StoredReason>(
    sql`SELECT * FROM responses WHERE survey_id = 'demo' AND (comment IS NOT NULL OR choices IS NOT NULL)`,
  )
  const tally: MutableTally = new Map()
  for (const row of rows.filter((each) => each.state === 'counted' && fits(each))) {
    const themed = themesIn(version, { ...row, choices: row.choices && JSON.parse(row.choices) })
    countRead(tally, themed, row.rating)
  }
  return tally
}
