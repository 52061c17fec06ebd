import type { NewResponse } from '../shared/response.ts'
import { recall, remember, type Unsent } from './memory.ts'

/** Keeps the newest state of a response beyond this page, until `forgetUnsent`. */
export function keepUnsent(collector: string, response: NewResponse): void {
  remember('', 'unsent', { ...recallUnsent(), [response.id]: { collector, response } })
}

/** Drops a response the collector has answered for, unless the person has said more meanwhile. */
export function forgetUnsent({ id, revision }: NewResponse): void {
  const { [id]: kept, ...others } = recallUnsent()
  if (kept && !(kept.response?.revision > revision))
    remember('', 'unsent', Object.keys(others).length ? others : undefined)
}

/** Responses this browser still has to send to a collector. */
export function unsentTo(collector: string): NewResponse[] {
  return Object.values(recallUnsent())
    .filter((unsent) => Object(unsent).collector === collector)
    .map(({ response }) => response)
}

function recallUnsent(): Unsent {
  return Object(recall('').unsent)
}
