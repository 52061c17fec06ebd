import { and, desc, eq, sql } from 'drizzle-orm'
import { replies } from '../answer-tables.ts'
import type { Database } from '../db.ts'

/** A mail sent from the console about an answer. */
export type Reply = typeof replies.$inferSelect

/** The mails about an answer, newest first. */
export function repliesTo(database: Database, surveyId: string, id: string): Promise<Reply[]> {
  return database.orm
    .select()
    .from(replies)
    .where(and(eq(replies.surveyId, surveyId), eq(replies.responseId, id)))
    .orderBy(desc(replies.sentAt))
}

/** Keeps that a mail was sent, if its answer still exists. */
export async function saveReply(database: Database, reply: Reply): Promise<void> {
  await database.write([
    sql`INSERT INTO replies (id, survey_id, response_id, email, subject, body, state, sent_at)
      SELECT ${reply.id}, survey_id, id, ${reply.email}, ${reply.subject}, ${reply.body}, ${reply.state}, ${reply.sentAt}
      FROM responses WHERE survey_id = ${reply.surveyId} AND id = ${reply.responseId}`,
  ])
}
