import { whenSeen } from './whenSeen.ts'

/**
 * Calls back once the page is parsed, looked at and at rest: a survey nobody sees yet must
 * not cost the page anything, nor count as shown. Returns the undo.
 */
export function whenIdle(deed: () => void): () => void {
  const {
    requestIdleCallback: whenFree = (rest: () => void, _?: IdleRequestOptions) => setTimeout(rest, 200),
  } = window // Safari has none
  const rest = () => deed()
  whenSeen(() => whenFree(rest, { timeout: 500 }))
  return () => {
    deed = () => {}
  }
}
