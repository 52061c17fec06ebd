import { quietly } from './quietly.ts'

export type Listener = (detail?: unknown) => unknown

/** Those who want to hear what happens to a survey. What one of them throws stays with them. */
export function createListeners() {
  const all = new Set<readonly [event: unknown, listener: Listener]>()
  return {
    /** Returns the undo. */
    on(...entry: [event: unknown, listener: Listener]): () => void {
      all.add(entry)
      return () => all.delete(entry)
    },
    emit(event: string, detail?: unknown): void {
      for (const [wanted, listener] of all) if (wanted === event) quietly(listener)(detail)
    },
  }
}
