import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Palaute',
  reason: 'Mikä on tärkein syy arvosanallesi?',
  thanks: 'Kiitos palautteestasi.',
  send: 'Lähetä',
  close: 'Sulje',
  thumbs: ['Huono', 'Hyvä'],
  of: '{n}/{max}',
  choices: 'Valitse kaikki sopivat',
  contact: 'Minuun saa ottaa yhteyttä tästä asiasta',
  newWindow: 'avautuu uuteen ikkunaan',
}
