/** Calls back once the page is parsed and looked at: at once, if it is. */
export function whenSeen(deed: () => void): void {
  const missing =
    document.readyState === 'loading' ? 'DOMContentLoaded' : document.hidden && 'visibilitychange'
  if (missing) document.addEventListener(missing, () => whenSeen(deed), { once: true })
  else deed()
}
