import { personIn } from '../../shared/person.ts'
import { textsOf } from '../collector/respondent.ts'

/** The names a page gives that cannot be a person, in words for its author. */
export function nobodiesIn(loose: unknown): string[] {
  const respondent = textsOf(loose)
  const { person, nobody } = personIn(respondent)
  const result = person.id || person.email ? 'left out' : 'asked anonymously'
  // The attribute's name stands for all the ways to say who somebody is.
  return nobody.map((field) => `data-respondent-${field} is «${respondent[field]}»: ${result}`)
}

const warned = new Set<string>()

/** Tells the page's author of them, once each. */
export function warnOfNobodies(loose: unknown): void {
  for (const problem of nobodiesIn(loose)) {
    if (!warned.has(problem)) console.warn('Sayso:', problem)
    warned.add(problem)
  }
}
