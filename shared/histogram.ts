import { type Distribution, fromPointCounts } from './distribution.ts'
import type { Scale } from './scale.ts'

/**
 * Counts ratings stored one per byte, for millions of them: under a nanosecond each, against
 * fifty for `fromRatings`, which makes an object of every one. Throws a RangeError on a rating
 * outside the scale, as `fromRatings` does.
 *
 * Four tallies in turn, because with one, equal ratings in a row wait for the previous addition.
 */
export function fromBytes(scale: Scale, ratings: Uint8Array): Distribution {
  const tallies = new Uint32Array(4 * 256)
  const inFours = ratings.length - (ratings.length % 4)
  for (let at = 0; at < inFours; at += 4) {
    tallies[ratings[at]!]!++
    tallies[256 + ratings[at + 1]!]!++
    tallies[512 + ratings[at + 2]!]!++
    tallies[768 + ratings[at + 3]!]!++
  }
  for (let at = inFours; at < ratings.length; at++) tallies[ratings[at]!]!++
  return fromPointCounts(scale, tallied(tallies))
}

/** The bytes that occurred and how often, the four tallies added up. */
function* tallied(tallies: Uint32Array) {
  for (let rating = 0; rating < 256; rating++) {
    const count = tallies[rating]! + tallies[256 + rating]! + tallies[512 + rating]! + tallies[768 + rating]!
    if (count > 0) yield { rating, count }
  }
}
