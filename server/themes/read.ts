import { bandOf } from '../../shared/scale.ts'
import { readComment, type Themed } from '../../shared/themes/comment.ts'
import { factsOf } from '../storage/themes/facts.ts'
import type { ThemesSave } from '../storage/themes/save-themes.ts'
import { type Lens, themesOfChoice } from './resolve-codebook.ts'

/** The part of an answer that says why. */
export interface Reason {
  readonly rating: number
  readonly comment: string | null
  readonly choices?: readonly string[] | null
}

/** Whether somebody gave a reason, in words or by ticking. */
export function hasReason({ comment, choices }: Pick<Reason, 'comment' | 'choices'>): boolean {
  return comment !== null || choices != null
}

/** What an answer speaks of. Themes given by hand take the place of what the rules find. */
export function themesIn(
  { compiled, scale }: Omit<Lens, 'edition'>,
  { rating, comment, choices }: Reason,
  tags?: readonly string[] | null,
): Themed {
  const ticked = (choices ?? []).flatMap((choice) => themesOfChoice(compiled, choice))
  return readComment(compiled, comment ?? '', {
    band: bandOf(scale, rating),
    ...(ticked.length > 0 && { ticked: [...new Set(ticked)] }),
    ...(tags && { tagged: tags }),
  })
}

/** What an answer speaks of under each edition in use, as it is kept. */
export function readFor(
  lenses: readonly Lens[],
  reason: Reason,
  tags?: readonly string[] | null,
): ThemesSave[] {
  return lenses.map((lens) => {
    const themed = themesIn(lens, reason, tags)
    return { edition: lens.edition, facts: factsOf(themed), mentions: themed.mentions }
  })
}
