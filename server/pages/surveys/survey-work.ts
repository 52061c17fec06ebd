import type { Ctx } from '../../context.ts'
import type { Definition } from '../../contract/surveys.ts'
import { Refusal } from '../../http/problem.ts'
import { dropDraft, findDraft, keepDraft, type SurveyDraft } from '../../storage/survey-drafts.ts'
import { type SurveyRecord, saveDraft } from '../../storage/surveys.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { differencesOf } from './differences.ts'

/** What the editor works on: a draft itself, or what was changed of a published survey and is not published yet. */
export interface Work {
  readonly survey: SurveyRecord
  readonly definition: Definition
  /** What was changed of a published survey; `null` where nothing was, and for drafts. */
  readonly draft: SurveyDraft | null
  /** Another one once somebody changed or published something: the form sends it back. */
  readonly stamp: string
}

/** The survey as the editor shows it. */
export async function workOn(c: Ctx, survey: SurveyRecord): Promise<Work> {
  const { definition, version, edits } = survey
  if (survey.status === 'draft') return { survey, definition, draft: null, stamp: `draft-${edits}` }
  const draft = await findDraft(c.var.services.database, survey.id)
  const stamp = `${version}-${draft?.savedAt ?? 0}`
  return { survey, definition: draft?.definition ?? definition, draft, stamp }
}

/** How many fields of a published survey were changed and are not published. */
export function countUnpublished({ survey, draft }: Work): number {
  return draft ? differencesOf(survey.definition, draft.definition).length : 0
}

/** Whether a version was published since what is written was begun, by the draft and by the stamp of a form. */
export function isBehind({ survey, draft }: Work, stamp?: string): boolean {
  const begun = Number(stamp?.split('-')[0] ?? survey.version)
  return Math.min(begun, draft?.version ?? survey.version) < survey.version
}

/** Keeps what was written of a survey, without publishing it; `false` when somebody changed it since it was read. */
export async function keepWork(c: Ctx, { survey, draft }: Work, definition: Definition): Promise<boolean> {
  const { database, now } = c.var.services
  if (survey.status === 'draft') return saveDraft(database, survey, definition, now())
  // Nothing is left of a draft that says what is published.
  if (differencesOf(survey.definition, definition).length === 0) {
    await dropDraft(database, survey.id)
    return true
  }
  const version = draft?.version ?? survey.version
  return keepDraft(database, survey.id, { definition, version }, draft, now())
}

/** The refusal of a form that was filled in from what is not there any more. */
export const changedMeanwhile = () => new Refusal('conflict', editorTexts.changedMeanwhile)
