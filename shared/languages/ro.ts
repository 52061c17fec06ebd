import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Feedback',
  reason: 'Care este motivul principal al notei dvs.?',
  thanks: 'Vă mulțumim pentru feedback.',
  send: 'Trimite',
  close: 'Închide',
  thumbs: ['Rău', 'Bine'],
  of: '{n} din {max}',
  choices: 'Alegeți tot ce se potrivește',
  contact: 'Mă puteți contacta în legătură cu acest răspuns',
  newWindow: 'se deschide într-o fereastră nouă',
}
