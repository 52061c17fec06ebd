import type { Services } from '../services.ts'
import { beginDeletion, deleteSome } from '../storage/delete-survey.ts'
import { forgetOld } from '../storage/retention.ts'
import { hasSurvey } from '../storage/surveys.ts'

/** Milliseconds that a request deletes for; what is left then goes in the background. */
const patience = 2000

/** Deletes a survey with everything of it. Returns whether it is gone; a large one goes in the background. */
export async function removeSurvey(
  { database, now, later }: Pick<Services, 'database' | 'now' | 'later'>,
  { id }: { readonly id: string },
): Promise<boolean> {
  const end = now() + patience
  await beginDeletion(database, id, now())
  while (now() < end) {
    await deleteSome(database, id, now())
    if (!(await hasSurvey(database, id))) return true
  }
  later(forgetOld(database, now()))
  return false
}
