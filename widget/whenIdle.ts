/**
 * Calls back once the page is parsed, looked at and at rest: a survey nobody sees yet must
 * not cost the page anything, nor count as shown.
 */
export function whenIdle(deed: () => void): void {
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => whenIdle(deed), { once: true })
  } else if (document.hidden) {
    document.addEventListener('visibilitychange', () => whenIdle(deed), { once: true })
  } else if ('requestIdleCallback' in window) {
    requestIdleCallback(deed, { timeout: 2000 })
  } else {
    setTimeout(deed, 200) // Safari
  }
}
