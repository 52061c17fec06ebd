/**
 * Calls back once the page is parsed, looked at and at rest: a survey nobody sees yet must
 * not cost the page anything, nor count as shown. Returns the undo.
 */
export function whenIdle(deed: () => void): () => void {
  const {
    requestIdleCallback: whenFree = (rest: () => void, _?: IdleRequestOptions) => setTimeout(rest, 200),
  } = window // Safari has none
  const look = () => {
    const missing =
      document.readyState === 'loading' ? 'DOMContentLoaded' : document.hidden && 'visibilitychange'
    if (missing) document.addEventListener(missing, look, { once: true })
    else whenFree(rest, { timeout: 500 })
  }
  const rest = () => deed()
  look()
  return () => {
    deed = () => {}
  }
}
