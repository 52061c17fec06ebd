import { bandOf, type Scale } from '../../shared/scale.ts'
import { type CommentThemes, readComment } from '../../shared/themes/comment.ts'
import type { Compiled } from '../../shared/themes/compile.ts'
import { factsOf } from '../storage/themes/facts.ts'
import type { ThemesSave } from '../storage/themes/save-themes.ts'
import { themesOfChoice } from './resolve-codebook.ts'

/** An edition ready to find themes with: its codebook compiled, and the scale of the survey. */
export interface ThemeVersion {
  readonly edition: number
  readonly compiled: Compiled
  readonly scale: Scale
}

/** The part of an answer that says why. */
export interface Reason {
  readonly rating: number
  readonly comment: string | null
  readonly choices?: readonly string[] | null
}

/** Whether an answer gives a reason, as a comment or by ticked choices. */
export function hasReason({ comment, choices }: Pick<Reason, 'comment' | 'choices'>): boolean {
  return comment !== null || choices != null
}

/** The themes of an answer; none of an answer without a reason. Hand tags replace what the rules find. */
export function themesIn(
  { compiled, scale }: Omit<ThemeVersion, 'edition'>,
  { rating, comment, choices }: Reason,
  handTags?: readonly string[] | null,
): CommentThemes {
  const ticked = (choices ?? []).flatMap((choice) => themesOfChoice(compiled, choice))
  return readComment(compiled, comment ?? '', {
    band: bandOf(scale, rating),
    ...(ticked.length > 0 && { ticked: [...new Set(ticked)] }),
    ...(handTags && { tagged: handTags }),
  })
}

/** The themes of an answer under each version of a survey's themes, in the form they are stored in. */
export function themesByVersion(
  versions: readonly ThemeVersion[],
  reason: Reason,
  handTags?: readonly string[] | null,
): ThemesSave[] {
  return versions.map((version) => {
    const themed = themesIn(version, reason, handTags)
    return { edition: version.edition, facts: factsOf(themed), mentions: themed.mentions }
  })
}
