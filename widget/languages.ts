import { words as english } from '../shared/languages/en.ts'
import { tagFor } from '../shared/languages.ts'
import type { Words } from '../shared/words.ts'

/** The interface's words in a language; English where there are none. Rejects when they do not arrive. */
export async function wordsOf(language: string): Promise<Words> {
  const tag = tagFor(language)
  // The build gives every language one file and all of them one hash, so that this is all it needs to know.
  return tag ? (await import(`../shared/languages/${tag}.ts`)).words : english
}

export { english }
