import { asc, sql } from 'drizzle-orm'
import { followUps, replies } from './answer-tables.ts'
import type { Database } from './db.ts'
import { earlierKeys } from './email-key.ts'
import { asks, recipients, suppressed } from './mail-tables.ts'
import { answersOf, belongsTo, findPerson, mailsTo, viewsOf } from './person.ts'
import { responses, views, visits } from './response-tables.ts'
import { emailName } from './tombstones.ts'

/** Everything a workspace stores about a person, by their id or their email, oldest first. */
export async function respondentData(database: Database, workspaceId: string, name: string) {
  const person = await findPerson(database, workspaceId, name)
  const emails = [
    emailName(name),
    ...earlierKeys(name).map((each) => `email ${each}`),
    ...person.linked.filter((each) => each.startsWith('email ')),
  ]
  const marks = JSON.stringify(await database.mark(emails))
  const answered = sql`SELECT survey_id, id FROM responses WHERE ${answersOf(person)}`
  const earlier = sql`(campaign_id, email) IN (SELECT campaign_id, email FROM recipients WHERE ${mailsTo(person)})`
  const invited = sql`SELECT survey_id, response_id FROM recipients WHERE ${mailsTo(person)}
    UNION SELECT survey_id, response_id FROM asks WHERE ${earlier}`
  const [answers, shown, opened, mails, asked, unwanted, notes, replied] = await Promise.all([
    database.orm
      .select()
      .from(responses)
      .where(answersOf(person))
      .orderBy(asc(responses.answeredAt), asc(responses.id)),
    database.orm.select().from(views).where(viewsOf(person)).orderBy(asc(views.shownAt), asc(views.id)),
    database.orm
      .select()
      .from(visits)
      .where(belongsTo(sql`${answered} UNION ${invited}`, 'visits'))
      .orderBy(asc(visits.openedAt), asc(visits.id)),
    database.orm.select().from(recipients).where(mailsTo(person)),
    database.orm.select().from(asks).where(earlier).orderBy(asc(asks.askedAt), asc(asks.invitation)),
    database.orm
      .select()
      .from(suppressed)
      .where(sql`workspace_id = ${workspaceId} AND mark IN (SELECT value FROM json_each(${marks}))`),
    database.orm.select().from(followUps).where(belongsTo(answered, 'follow_ups')),
    database.orm.select().from(replies).where(belongsTo(answered, 'replies')).orderBy(asc(replies.sentAt)),
  ])
  return { answers, shown, opened, mails, asked, unwanted, notes, replied }
}
