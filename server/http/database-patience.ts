import { patienceOfKeyed, patienceOfUpkeep, type RemoteOptions, sharedDeadline } from '../storage/remote.ts'

/** Calls that read everything there is of a survey, or of the server. */
const upkeep = /^\/v1\/(checkup|surveys\/[^/]+\/counts(\/rebuild)?)$/

/** Calls with a key, Delighted's too, and the console. */
const keyed = /^\/(v1\/(?!public\/)|delighted\/|console(\/|$))/

/**
 * How long a libSQL server may take for a request to this path: what a visitor waits for has one short deadline for
 * all of its calls; what an operator asked for has time for each of them, and upkeep as long as it needs.
 */
export function databasePatience(path: string): RemoteOptions {
  if (upkeep.test(path)) return { each: patienceOfUpkeep }
  if (keyed.test(path)) return { each: patienceOfKeyed }
  return { deadline: sharedDeadline() }
}
