import { sql } from 'drizzle-orm'
import type { CampaignRecord } from './campaigns.ts'
import type { Database } from './db.ts'
import { answerTo } from './recipients.ts'

interface Row {
  readonly state: string
  readonly reason: string | null
  readonly suppressed: string | null
  readonly isMailed: number
  readonly people: number
  readonly reminded: number
  readonly answered: number
}

export type CampaignCounts = Awaited<ReturnType<typeof countsOf>>

/** A campaign's progress, counted in recipients. */
export async function countsOf(database: Database, { id, workspaceId }: CampaignRecord) {
  const rows = await database.orm.all<Row>(sql`
    SELECT r.state, r.reason, s.reason AS suppressed, r.mails > 0 AS isMailed, count(*) AS people,
      sum(r.mails > 1) AS reminded,
      sum(EXISTS (SELECT 1 FROM responses a WHERE a.survey_id = r.survey_id AND ${answerTo(sql`r.response_id`)}
        AND a.state <> 'held')) AS answered
    FROM (SELECT state, reason, mark, mails, survey_id, response_id FROM recipients WHERE campaign_id = ${id}
      UNION ALL SELECT 'asked', NULL, NULL, mails, survey_id, response_id FROM asks WHERE campaign_id = ${id}) r
    LEFT JOIN suppressed s ON s.workspace_id = ${workspaceId} AND s.mark = r.mark
    GROUP BY 1, 2, 3, 4`)
  const sum = (which: (row: Row) => boolean, of: 'people' | 'reminded' | 'answered' = 'people') =>
    rows.filter(which).reduce((total, row) => total + row[of], 0)
  const byReason = (state: string) => {
    const theirs = rows.filter((row) => row.state === state && row.reason !== null)
    const reasons = [...new Set(theirs.map(({ reason }) => reason!))]
    return Object.fromEntries(
      reasons.map((reason) => [reason, sum((row) => row.state === state && row.reason === reason)]),
    )
  }
  const mailedAnd = (reason: string) => sum((row) => row.isMailed === 1 && row.suppressed === reason)
  return {
    people: sum(({ state }) => state !== 'asked'),
    waiting: sum(({ state }) => state === 'queued' || state === 'sending'),
    waitingFor: byReason('queued'),
    sent: sum(({ isMailed }) => isMailed === 1),
    reminded: sum(() => true, 'reminded'),
    answered: sum(() => true, 'answered'),
    skipped: byReason('skipped'),
    failed: sum(({ state, reason }) => state === 'failed' && reason !== 'uncertain'),
    uncertain: sum(({ state, reason }) => state === 'failed' && reason === 'uncertain'),
    bounced: sum((row) => row.reason === 'bounced' || (row.isMailed === 1 && row.suppressed === 'bounced')),
    complained: mailedAnd('complained'),
    unsubscribed: mailedAnd('unsubscribed'),
  }
}
