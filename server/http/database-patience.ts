import { patienceOfKeyed, patienceOfUpkeep, type RemoteOptions, sharedDeadline } from '../storage/remote.ts'

/** Calls that read everything there is of a survey, or of the server. */
const upkeep = /^\/v1\/(checkup|surveys\/[^/]+\/counts(\/rebuild)?)$/

/** Calls with a key, Delighted's too, and the console. */
const keyed = /^\/(v1\/(?!public\/)|delighted\/|console(\/|$))/

/** Of them, those that only show something, and no list that is read page by page until its end. */
const shown =
  /^\/(v1\/(surveys\/[^/]+\/(report|themes|segments)(\.csv)?|reports)|console(\/(?!answers\.csv|people\/[^/]+\/file).*)?)$/

/**
 * How long a libSQL server may take for a request: what a visitor waits for has one short deadline for all of its
 * calls; what an operator asked for has time for each of them, and upkeep as long as it needs.
 */
export function databasePatience({ method, path }: { method: string; path: string }): RemoteOptions {
  if (upkeep.test(path)) return { each: patienceOfUpkeep }
  const isRead = method === 'GET' || method === 'HEAD'
  const reads = isRead && shown.test(path) ? 'remembered' : 'gathered'
  if (keyed.test(path)) return { each: patienceOfKeyed, reads }
  return { deadline: sharedDeadline(), reads: 'gathered' }
}
