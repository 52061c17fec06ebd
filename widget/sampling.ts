/**
 * Where a person stands among all that one survey may ask, from 0 to just under 1: the same
 * each time for the same two, and unrelated from one survey to the next, so that it is not always
 * the same people who are asked.
 *
 * FNV-1a, its bits mixed at the end as murmur3 does, as ids that differ in the last letter
 * alone would stand side by side otherwise.
 */
export function drawnFor(person: string | number, surveyId: string): number {
  let hash = 0x811c9dc5
  for (const letter of `${surveyId}/${person}`) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
