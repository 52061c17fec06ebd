import type { PreviewOptions, Session } from '../session.ts'
import { explain } from './explain.ts'
import { preview } from './preview.ts'

/** The commands that look into a survey instead of asking with it: a chunk that few pages need. */
export const rareCommands = {
  explain: (session: Session, shown: string | undefined) => explain(session, shown),
  preview: (_: Session, __: string | undefined, options: unknown) => preview(options as PreviewOptions),
}
