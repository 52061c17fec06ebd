/** What the loader fetches once a survey shows, or something was left unsent. */

export { show } from './renderer.tsx'
export { createStage } from './stage.ts'
