import type { ThemesSave } from '../storage/themes/save-themes.ts'
import { hasReason, type Reason, type ThemeVersion, themesByVersion } from './find-themes.ts'
import type { ThemeContext } from './language-data.ts'
import { themeVersionsOf } from './theme-versions.ts'

/**
 * How long a survey's versions are cached, in milliseconds; another process may have changed its codebook. Then they are
 * read again beside the save, which does not wait for them.
 */
const cacheTime = 10_000
/** Milliseconds after which they are waited for. */
const longestStale = 120_000
const mostCached = 1000

/** Finds the themes of answers before they are stored. */
export interface Tagger {
  /** The same answers in the same order, each that gives a reason with its themes. */
  tag<Answer extends Reason & { readonly surveyId: string }>(
    context: ThemeContext & { readonly later?: (work: Promise<unknown>) => void },
    answers: readonly Answer[],
    now: number,
  ): Promise<(Answer & { themed?: readonly ThemesSave[] })[]>
  /** Empties the cache, after a codebook was changed. */
  forget(): void
}

/**
 * Makes a tagger that caches each survey's versions. A stale entry does no harm: the saving transaction
 * notices it and has the answer read again.
 */
export function createTagger(): Tagger {
  let cache = new Map<string, { readonly versions: readonly ThemeVersion[]; readonly until: number }>()

  async function versionsOf(
    context: Parameters<Tagger['tag']>[0],
    surveyId: string,
    now: number,
  ): Promise<readonly ThemeVersion[]> {
    const cached = cache.get(surveyId)
    if (cached && now < cached.until) return cached.versions
    if (!cached || !context.later || now > cached.until + longestStale)
      return readVersions(context, surveyId, now)
    // Until they are read no other save reads them.
    cache.set(surveyId, { ...cached, until: now + cacheTime })
    context.later(readVersions(context, surveyId, now))
    return cached.versions
  }

  async function readVersions(
    context: ThemeContext,
    surveyId: string,
    now: number,
  ): Promise<readonly ThemeVersion[]> {
    const emptied = cache
    // A failure here must not lose the answer: it is stored without themes, which are found later.
    const versions = await themeVersionsOf(context, surveyId, now).catch(() => null)
    if (!versions) return []
    if (cache.size >= mostCached) cache.clear()
    if (cache === emptied) cache.set(surveyId, { versions, until: now + cacheTime })
    return versions
  }

  return {
    async tag(context, answers, now) {
      if (!answers.some(hasReason)) return [...answers]
      const versions = new Map<string, readonly ThemeVersion[]>()
      for (const { surveyId } of answers.filter(hasReason))
        if (!versions.has(surveyId)) versions.set(surveyId, await versionsOf(context, surveyId, now))
      return answers.map((answer) =>
        hasReason(answer)
          ? { ...answer, themed: themesByVersion(versions.get(answer.surveyId)!, answer) }
          : answer,
      )
    },
    forget() {
      cache = new Map()
    },
  }
}
