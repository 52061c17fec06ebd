/** What the loader fetches once a survey shows, or something was left unsent. */

export { show } from './renderer.tsx'
export { createStage } from './stage.ts'

/** Sends what an earlier page of this site could not, until the collector has answered for it. */
export async function resend(collector: string): Promise<void> {
  const seldom = await import('./seldom.ts')
  seldom.resend(collector)
}
