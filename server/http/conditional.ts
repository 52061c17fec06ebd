import type { Ctx } from '../context.ts'
import { Refusal } from './problem.ts'

/** The ETag of something that counts its changes. */
export const tagOf = ({ edits }: { readonly edits: number }): string => `"${edits}"`

/** Throws a 412 unless the thing is still as `If-Match` has it; without the header everything is. */
export function requireMatch(c: Ctx, thing: { readonly edits: number }): void {
  const asked = c.req.header('if-match')?.trim()
  if (asked === undefined || asked === '*') return
  // Whoever compresses an answer on its way makes its tag a weak one, which is as good here.
  const tags = asked.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (!tags.includes(tagOf(thing)))
    throw new Refusal('precondition-failed', 'read it again, and make the change from what is there now')
}

/** Tries before giving up: of those who change a thing at once, one is done at each. */
const mostTries = 50

/**
 * Makes a change from what is read, and again from what is there then, when another change came between: `change`
 * returns `null` for that. So whoever changes one thing at once has every change kept.
 */
export async function changeAsRead<Result>(change: () => Promise<Result | null>): Promise<Result> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const result = await change()
    if (result !== null) return result
  }
  throw new Refusal('busy', 'too many change this at once')
}
