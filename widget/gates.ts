import type { Rules } from '../shared/survey.ts'
import { whyKeptAway } from './eligibility.ts'
import { recall, remember } from './memory.ts'
import { nameOf } from './person.ts'
import { drawnFor } from './sampling.ts'
import type { Visit } from './visit.ts'
import { whenNavigated } from './whenNavigated.ts'
import { whenTriggered } from './whenTriggered.ts'

/** What the rules of a survey come to on this page, apart from rest. */
export interface Gates {
  areOpen(): boolean
  /** Calls back once what the survey waits for has come about; returns the undo. */
  whenMet(deed: () => void): () => void
  /** Calls back when the page has changed in a way that `areOpen` may see; returns the undo. */
  follow(deed: () => void): () => void
}

export function createGates(visit: Visit, rules: Rules): Gates {
  const { surveyId, happened } = visit
  const { when = {}, pages } = rules
  let number: number | undefined

  /**
   * Those nobody names are told apart by a number of their browser's: all that is ever kept before
   * somebody answers, and it says nothing of them.
   */
  function drawn(): number {
    const person = nameOf(visit.respondent)
    if (person) return drawnFor(person, surveyId)
    if (number === undefined) {
      number = recall('').drawn ?? Math.random()
      remember('', 'drawn', number)
    }
    return drawnFor(`${number}`, surveyId)
  }

  return {
    areOpen() {
      const visitor = { place: location, properties: visit.properties ?? {}, drawn }
      return (!when.event || happened.has(when.event)) && !whyKeptAway(rules, Date.now(), visitor)
    },
    whenMet: (deed) => whenTriggered(when, deed),
    follow: (deed) => (pages ? whenNavigated(deed) : () => {}),
  }
}
