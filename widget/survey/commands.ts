import type { PreviewOptions, Session, Tell } from '../session.ts'
import { explain } from './explain.ts'
import { preview } from './preview.ts'

/** Runs the commands that look into a survey instead of showing it, a chunk that few pages need. */
export function runRare(
  command: string,
  [first]: readonly unknown[],
  session: Session,
  shown: string | undefined,
  tell: Tell,
): unknown {
  switch (command) {
    case 'explain':
      return explain(session, shown)
    case 'preview':
      return preview(first as PreviewOptions)
    default:
      return tell('error', `there is no command ${command}`)
  }
}
