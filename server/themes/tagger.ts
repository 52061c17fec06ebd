import type { ThemesSave } from '../storage/themes/save-themes.ts'
import type { Library } from './language-data.ts'
import { hasReason, type Reason, readFor } from './read.ts'
import type { Lens } from './resolve-codebook.ts'
import { lensesOf } from './theme-versions.ts'

/** How long a survey's codebook may have been another before a server notices, in milliseconds. */
const keptFor = 10_000

/** Reads the reasons of answers on their way to storage. */
export interface Reader {
  /** The same answers with what they speak of; those without a reason as they are. */
  read<Answer extends Reason & { readonly surveyId: string }>(
    library: Library,
    answers: readonly Answer[],
    now: number,
  ): Promise<(Answer & { themed?: readonly ThemesSave[] })[]>
  /** What is known of surveys' codebooks is asked for anew. */
  forget(): void
}

/**
 * Makes a reader that remembers for some seconds how each survey's answers are read. When it is
 * behind, storage notices within the saving transaction and has the answer read again.
 */
export function makeReader(): Reader {
  let known = new Map<string, { readonly lenses: readonly Lens[]; readonly until: number }>()

  async function lensesFor(library: Library, surveyId: string, now: number): Promise<readonly Lens[]> {
    const found = known.get(surveyId)
    if (found && now < found.until) return found.lenses
    // Nothing about themes may cost an answer: what is not read now is read later.
    const lenses = await lensesOf(library, surveyId, now).catch(() => null)
    if (!lenses) return []
    if (known.size >= 1000) known.clear()
    known.set(surveyId, { lenses, until: now + keptFor })
    return lenses
  }

  return {
    async read(library, answers, now) {
      if (!answers.some(hasReason)) return [...answers]
      const lenses = new Map<string, readonly Lens[]>()
      for (const { surveyId } of answers.filter(hasReason))
        if (!lenses.has(surveyId)) lenses.set(surveyId, await lensesFor(library, surveyId, now))
      return answers.map((answer) =>
        hasReason(answer) ? { ...answer, themed: readFor(lenses.get(answer.surveyId)!, answer) } : answer,
      )
    },
    forget() {
      known = new Map()
    },
  }
}
