import type { Cue } from './attend.ts'

/** Comes once the page is parsed and looked at: a survey nobody sees yet must not count as shown. */
export const untilSeen: Cue = {
  events: ['DOMContentLoaded', 'visibilitychange'],
  lookAfter: 0,
  isMet: () => document.readyState !== 'loading' && !document.hidden,
}
