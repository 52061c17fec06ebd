import type { Compiled, Section } from './compile.ts'
import type { Token } from './tokens.ts'

/** Scripts that all but name their language; the first that occurs decides. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/u, 'ja'],
  [/\p{sc=Hangul}/u, 'ko'],
  [/\p{sc=Han}/u, 'zh'],
  [/\p{sc=Thai}/u, 'th'],
  [/\p{sc=Cyrillic}/u, 'ru'],
  [/\p{sc=Greek}/u, 'el'],
  [/\p{sc=Arabic}/u, 'ar'],
  [/\p{sc=Hebrew}/u, 'he'],
]

/** The words looked at for a language: enough to tell, few enough to cost nothing. */
const wordsAsked = 60

/**
 * The rules to read a comment with: of its language if that is known (pt-BR falls back to pt),
 * else of the language its script or most of its stop words belong to, else of the codebook's own.
 */
export function sectionFor(
  { sections, language: own }: Compiled,
  tokens: readonly Token[],
  language?: string,
): Section {
  const usual = sections.get(own)!
  if (sections.size === 1) return usual
  const named = language && (sections.get(language) ?? sections.get(language.split('-')[0]!))
  if (named) return named
  const asked = tokens.slice(0, wordsAsked)
  const ofScript = scripts.find(
    ([script, tag]) => sections.has(tag) && asked.some(({ word }) => script.test(word)),
  )
  if (ofScript) return sections.get(ofScript[1])!
  let best = { section: usual, votes: votesFor(usual, asked) }
  for (const section of sections.values()) {
    const votes = votesFor(section, asked)
    if (votes > best.votes) best = { section, votes }
  }
  return best.section
}

function votesFor({ stopWords }: Section, tokens: readonly Token[]): number {
  let votes = 0
  for (const { word } of tokens) if (stopWords.has(word)) votes += 1
  return votes
}
