import type { Ctx } from '../context.ts'
import { keptAMinute, sendTagged } from '../http/caching.ts'

/**
 * Tells the app around a page what happens: React Native, WKWebView, Android and Flutter by the channels they give
 * to pages, and the page around a frame at its own origin, which the frame's policy allows.
 */
const script = `
(() => {
  const { event, survey, rating, reason, frame } = document.currentScript.dataset
  const originOf = (address) => { try { return new URL(address).origin } catch { return '' } }
  const around = parent === window ? '' : frame || location.ancestorOrigins?.[0] || originOf(document.referrer)
  const tell = (event, details) => {
    const message = { source: 'sayso', event, survey, ...details }
    const text = JSON.stringify(message)
    const channels = [
      () => window.ReactNativeWebView?.postMessage(text),
      () => window.webkit?.messageHandlers?.sayso?.postMessage(text),
      () => window.SaysoAndroid?.postMessage(text),
      () => window.Sayso?.postMessage(text),
      () => window.flutter_inappwebview?.callHandler?.('sayso', text),
      () => around && parent.postMessage(message, around),
    ]
    for (const send of channels) try { send() } catch {}
  }
  if (parent !== window && !around) console.warn('Sayso: the page around this frame sends no referrer, so nothing is told to it')
  // The next page of the visit has this one as its referrer.
  if (around)
    for (const form of document.forms) {
      const address = new URL(form.action)
      address.searchParams.set('frame', around)
      form.action = address
    }
  addEventListener('change', ({ target, isTrusted }) => {
    if (isTrusted && target.name === 'rating') tell('rated', { rating: +target.value })
  })
  addEventListener('click', ({ target }) => {
    if (target.closest?.('[data-dismiss]')) tell('dismissed')
  })
  let height
  const measure = () => {
    const now = Math.ceil(document.body.getBoundingClientRect().height)
    if (now !== height) tell('resize', { height: (height = now) })
  }
  tell(event, { ...(rating && { rating: +rating }), ...(reason && { reason }) })
  measure()
  if (window.ResizeObserver) new ResizeObserver(measure).observe(document.body)
})()
`
  .replace(/\n\s*/g, '\n')
  .trim()

/** `GET /embed.js`: the script of pages that an app shows. A file, as their policy allows none but ours. */
export function sendEmbedScript(c: Ctx): Promise<Response> {
  c.header('x-content-type-options', 'nosniff')
  return sendTagged(c, script, 'text/javascript', keptAMinute)
}
