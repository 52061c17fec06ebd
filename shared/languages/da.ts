import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Feedback',
  reason: 'Hvad er den vigtigste grund til din vurdering?',
  thanks: 'Tak for din feedback.',
  send: 'Send',
  close: 'Luk',
  thumbs: ['Dårlig', 'God'],
  of: '{n} af {max}',
  choices: 'Vælg alt det, der passer',
  contact: 'I må gerne kontakte mig om dette',
  newWindow: 'åbner i et nyt vindue',
}
