import { type NameField, nameFields, personIn } from '../../shared/person.ts'
import type { Respondent } from '../../shared/response.ts'
import type { FieldError } from '../http/problem.ts'

/** Surveys remembered at most. */
const mostSurveys = 1000

/**
 * The surveys that were sent names which are nobody's, like «undefined», since this process began: enough to tell
 * the owner of a mistake in the page, and nothing that has to be stored.
 */
const seen = new Map<string, Set<NameField>>()

/** The respondent without what cannot be a person: the rest is kept as an anonymous answer, and the owner told. */
export function withoutNobody<Given extends Respondent>(surveyId: string, respondent: Given): Given {
  const { person, nobody } = personIn(respondent)
  if (nobody.length === 0) return person
  if (seen.size >= mostSurveys && !seen.has(surveyId)) seen.delete(seen.keys().next().value!)
  seen.set(surveyId, new Set([...(seen.get(surveyId) ?? []), ...nobody]))
  return person
}

/** What the owner of a survey is told of the names it was sent that are nobody's. */
export function nobodyWarnings(surveyId: string): FieldError[] {
  return nameFields
    .filter((field) => seen.get(surveyId)?.has(field))
    .map((field) => ({
      field: `respondent.${field}`,
      detail:
        'was sent as what cannot be a person, like undefined or a merge tag that was not filled in: those answers are kept without it',
    }))
}
