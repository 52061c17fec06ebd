import type { Compiled } from './compile.ts'
import type { LanguageRules } from './language-rules.ts'
import { type WordSpans, wordsAt } from './tokens.ts'

/** Enough words to detect a language, few enough to cost nothing. */
const wordsRead = 60

/**
 * The rules to read a comment with: those of `language` if the codebook has it (pt-BR falls back to
 * pt), else those of the language detected by script or by most stop words, else the codebook's own.
 */
export function rulesFor(
  { byLanguage, language: ownTag }: Compiled,
  spans: WordSpans,
  language?: string,
): LanguageRules {
  const fallback = byLanguage.get(ownTag)!
  if (byLanguage.size === 1) return fallback
  const named = language && (byLanguage.get(language) ?? byLanguage.get(language.split('-')[0]!))
  if (named) return named
  const words = wordsAt(spans).slice(0, wordsRead)
  for (const rules of byLanguage.values()) if (rules.script?.test(words.join(' '))) return rules
  const votesFor = ({ stopWords }: LanguageRules) => words.filter((word) => stopWords.has(word)).length
  let best = fallback
  for (const rules of byLanguage.values()) if (votesFor(rules) > votesFor(best)) best = rules
  return best
}
