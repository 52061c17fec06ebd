import { attend, type Cue } from './attend.ts'

/** Calls back once all the cues have come, each looked out for after the one before. Returns the undo. */
export function inTurn(cues: Cue[], deed: () => void): () => void {
  let undo = () => {}
  const next = () => {
    undo()
    const cue = cues.shift()
    if (cue) undo = attend(cue, next)
    else deed()
  }
  next()
  return () => undo()
}
