import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Feedback',
  reason: 'Vad är den främsta anledningen till ditt betyg?',
  thanks: 'Tack för din feedback.',
  send: 'Skicka',
  close: 'Stäng',
  thumbs: ['Dåligt', 'Bra'],
  of: '{n} av {max}',
  choices: 'Välj allt som stämmer',
  contact: 'Ni får gärna kontakta mig om detta',
  newWindow: 'öppnas i ett nytt fönster',
}
