import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Feedback',
  reason: 'Wat is de belangrijkste reden voor uw score?',
  thanks: 'Bedankt voor uw feedback.',
  send: 'Versturen',
  close: 'Sluiten',
  thumbs: ['Slecht', 'Goed'],
  of: '{n} van {max}',
  choices: 'Kies alles wat van toepassing is',
  contact: 'U mag hierover contact met mij opnemen',
  newWindow: 'opent in een nieuw venster',
}
