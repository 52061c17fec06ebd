import type { Locale } from '../../shared/locale.ts'
import { locale as english } from '../../shared/locales/en.ts'
import { defaultScale } from '../../shared/survey.ts'
import { type Definition, longestName, type NewSurvey } from '../contract/surveys.ts'
import { type SurveyRecord, unset } from '../storage/surveys.ts'
import { requireScale } from './require-scale.ts'

/**
 * A new survey with everything that was left out filled in by the locale's words; throws a refusal that
 * names the field.
 */
export function completeSurvey(
  given: NewSurvey,
  id: string,
  workspaceId: string,
  now: number,
  locale = english,
): SurveyRecord {
  const { metric, scale: scaleName = defaultScale[metric], status = 'live', ...rest } = given
  const definition: Definition = {
    name: rest.question?.slice(0, longestName).toWellFormed() ?? `${metric.toUpperCase()} survey`,
    ...locale.questions[scaleName === '1-5-effort' ? 'effort' : metric],
    ...usualWords(locale, rest.language),
    language: 'en',
    ...unset,
    ...rest,
  }
  const { min, max } = requireScale(metric, scaleName, definition.threshold)
  const times = { createdAt: now, updatedAt: now }
  const codebookId = null
  return {
    id,
    workspaceId,
    status,
    metric,
    scale: scaleName,
    min,
    max,
    version: 1,
    codebookId,
    pausedAt: null,
    archivedAt: null,
    deletedAt: null,
    edits: 1,
    ...times,
    definition,
  }
}

/** What is asked for and said last, in the survey's language. */
export function usualWords(
  { widget }: Locale,
  language = 'en',
): Pick<Definition, 'commentPrompt' | 'thanks'> {
  if (/^en\b/i.test(language))
    return { commentPrompt: 'What is the main reason for your score?', thanks: 'Thank you!' }
  return { commentPrompt: widget.reason, thanks: widget.thanks }
}
