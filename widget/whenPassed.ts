import { quietly } from './quietly.ts'

/** Calls back after so many seconds; returns the undo. */
export function whenPassed(seconds: number, deed: () => void): () => void {
  const timer = setTimeout(quietly(deed), seconds * 1000)
  return () => clearTimeout(timer)
}
