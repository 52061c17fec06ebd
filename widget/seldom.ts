/**
 * What few pages need: a definition that is not in the script, what an earlier page left unsent, a
 * browser without locks.
 */

export { claimAloud } from './claimAloud.ts'
export { fillAgain } from './fillAgain.ts'
export { findSurvey } from './findSurvey.ts'
export { act } from './rareCommands.ts'
export { resend } from './resend.ts'
