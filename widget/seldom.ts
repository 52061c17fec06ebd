/**
 * What the loader fetches for the few pages that need it: a survey that waits for its moment, or
 * something left unsent.
 */
export { resend } from './resend.ts'
export { createWaiting } from './waiting.ts'
