/**
 * Calls back whenever the page may be about to go: a phone kills a hidden page without
 * another word, and a closing tab may only ever fire `pagehide`. Returns the undo.
 */
export function whenLeaving(deed: () => void): () => void {
  const whenHidden = () => document.visibilityState === 'hidden' && deed()
  document.addEventListener('visibilitychange', whenHidden)
  addEventListener('pagehide', deed)
  return () => {
    document.removeEventListener('visibilitychange', whenHidden)
    removeEventListener('pagehide', deed)
  }
}
