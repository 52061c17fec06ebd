import type { Call } from './session.ts'

/**
 * Replaces Delighted's script, with the loader behind it in the same file: translates the page's calls of
 * `window.delighted` into calls of `sayso`. The survey waits for the event `delighted.survey`, so that
 * rest after an answer and the survey's own rules hold as for any other.
 */

interface Person {
  readonly name?: unknown
  readonly email?: unknown
  readonly properties?: unknown
  readonly testMode?: unknown
}

/** Delighted's queue: an array of [method, arguments], with a stub for each method. */
type Delighted = unknown[] & { survey?: (person?: Person) => void; identify?: (person?: Person) => void }

try {
  const page = window as unknown as { delighted?: Delighted; sayso?: unknown }
  const early: unknown[] = []
  // Until the loader, right behind this, replaces it.
  const queue = Object.assign((...call: Call) => void early.push(call), { q: early })
  page.sayso ??= queue
  const say = (...call: Call) => (page.sayso as (...call: Call) => unknown)(...call)

  const identify = ({ name, email, properties }: Person = {}) => say('identify', { name, email }, properties)
  const survey = (person: Person = {}) => {
    if (person.testMode) say('test', true)
    identify(person)
    say('track', 'delighted.survey')
  }

  const delighted: Delighted = page.delighted ?? []
  for (const call of delighted.splice(0)) {
    const [method, given] = Array.from(call as ArrayLike<unknown>)
    const person = Array.from((given ?? []) as ArrayLike<Person>)[0]
    if (method === 'survey') survey(person)
    if (method === 'identify') identify(person)
  }
  page.delighted = Object.assign(delighted, { survey, identify })
} catch {
  // Whatever the page put into `window.delighted`, our failure must not stop it.
}
