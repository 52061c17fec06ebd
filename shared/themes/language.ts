import type { Compiled, Section } from './compile.ts'
import { type Places, wordsAt } from './tokens.ts'

/** The words looked at for a language: enough to tell, few enough to cost nothing. */
const wordsAsked = 60

/**
 * The rules to read a comment with: of its language if that is known (pt-BR falls back to pt),
 * else of the language its script or most of its stop words belong to, else of the codebook's own.
 */
export function sectionFor(
  { sections, language: own }: Compiled,
  places: Places,
  language?: string,
): Section {
  const usual = sections.get(own)!
  if (sections.size === 1) return usual
  const named = language && (sections.get(language) ?? sections.get(language.split('-')[0]!))
  if (named) return named
  const asked = wordsAt(places).slice(0, wordsAsked)
  for (const section of sections.values()) if (section.script?.test(asked.join(' '))) return section
  const votesFor = ({ stopWords }: Section) => asked.filter((word) => stopWords.has(word)).length
  let best = usual
  for (const section of sections.values()) if (votesFor(section) > votesFor(best)) best = section
  return best
}
