import { tagFor } from '../shared/languages.ts'
import type { Scale } from '../shared/scale.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import type { Definition } from './contract.ts'
import type { SurveyRecord } from './storage/surveys.ts'

/**
 * A survey as the person who answers, and the page it is asked on, may see it: in the first of the
 * preferred languages it has, else in its own. What was not set is left out, to keep it small.
 */
export function toPublicSurvey(
  survey: SurveyRecord,
  scale: Scale,
  preferred: readonly string[] = [],
): PublicSurvey {
  const { id, version, metric, definition } = survey
  const others = Object.keys(definition.translations ?? {})
  const language = languageFor(preferred, [definition.language, ...others]) ?? definition.language
  const words = { ...definition, ...definition.translations?.[language] }
  const { question, lowLabel, highLabel, commentPrompt, thanks } = words
  const { format, corner, display, look, rules } = definition
  const { byBand, choices } = words
  const languages = [definition.language, ...others].filter((each) => each !== language)
  const wordsIn = tagFor(language) ?? 'en'
  return {
    ...{ id, version, metric, scale, language, format, question, lowLabel, highLabel, commentPrompt, thanks },
    ...given({ corner, display, byBand, choices, look, rules }),
    ...(definition.contact && { contact: true }),
    ...(languages.length > 0 && { languages }),
    ...(wordsIn !== language && { wordsIn }),
  }
}

type Optional = Pick<Definition, 'corner' | 'display' | 'byBand' | 'choices' | 'look' | 'rules'>

function given(fields: Partial<Optional>): Partial<PublicSurvey> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null))
}

/** The first preferred language there is: pt-BR takes pt-BR, else pt, else any pt. */
function languageFor(preferred: readonly string[], available: readonly string[]): string | undefined {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  const base = (tag: string) => tag.split('-')[0]!
  for (const wanted of preferred) {
    const found =
      available.find((tag) => same(tag, wanted)) ??
      available.find((tag) => same(tag, base(wanted))) ??
      available.find((tag) => same(base(tag), base(wanted)))
    if (found) return found
  }
  return undefined
}
