import type { Ctx } from '../context.ts'
import { publicUrlOf } from '../context.ts'
import { editionsTold } from '../storage/answers/changes.ts'
import { followUpsOf } from '../storage/answers/follow-ups.ts'
import { keyOf } from '../storage/find-responses.ts'
import { type Called, completed, describe } from '../storage/project-people.ts'
import type { responses } from '../storage/response-tables.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { foundThemesAt } from '../storage/themes/mentions.ts'
import { seconds } from './parameters.ts'
import { personIdOf, toPerson } from './person-records.ts'
import { surveyTypeOf } from './project.ts'

export type AnswerRow = typeof responses.$inferSelect

/** Answers as Delighted's survey responses: notes are what the team noted, tags the themes. */
export async function toResponses(
  c: Ctx,
  survey: SurveyRecord,
  rows: readonly AnswerRow[],
  isExpanded: boolean,
) {
  const { database } = c.var.services
  const places = rows.map(({ surveyId, id }) => ({ surveyId, id }))
  const editions = await editionsTold(database, [survey.id])
  const [people, followUps, themes] = await Promise.all([
    peopleOfRows(c, survey, rows, isExpanded),
    followUpsOf(database, places),
    foundThemesAt(database, editions, places),
  ])
  return rows.map((row, place) => {
    const key = keyOf(row.surveyId, row.id)
    const { note = '', owner = '' } = followUps.get(key) ?? {}
    return {
      id: row.id,
      person: people[place]!,
      survey_type: surveyTypeOf(survey),
      score: row.rating,
      comment: row.comment,
      permalink: `${publicUrlOf(c)}/console/answers/${encodeURIComponent(row.surveyId)}/${encodeURIComponent(row.id)}`,
      created_at: seconds(row.answeredAt),
      updated_at: seconds(row.updatedAt),
      person_properties: row.properties,
      notes: note ? [{ id: row.id, text: note, user_email: owner || null }] : [],
      tags: (themes.get(key)?.themes ?? []).map(({ theme }) => ({ name: theme })),
      additional_answers: [],
    }
  })
}

/** The person of each answer: their id or, expanded, all that is known of them; `null` for who answered anonymously. */
async function peopleOfRows(c: Ctx, survey: SurveyRecord, rows: readonly AnswerRow[], isExpanded: boolean) {
  const { database, now } = c.var.services
  const called = rows.map(({ respondentId: id, respondentEmail: email }): Called => ({ id, email }))
  const known = called.filter(({ id, email }) => id !== null || email !== null)
  const found = await completed(database, survey, known)
  const described = isExpanded ? await describe(database, survey, found) : []
  const shown = found.map((person, place) => {
    const details = described[place]
    return details ? toPerson(details, now()) : personIdOf(person)
  })
  const next = shown.values()
  return called.map(({ id, email }) => (id === null && email === null ? null : next.next().value!))
}
