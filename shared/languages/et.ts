import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Tagasiside',
  reason: 'Mis on teie hinnangu peamine põhjus?',
  thanks: 'Täname tagasiside eest.',
  send: 'Saada',
  close: 'Sulge',
  thumbs: ['Halb', 'Hea'],
  of: '{n}/{max}',
  choices: 'Valige kõik sobivad',
  contact: 'Võite minuga selle kohta ühendust võtta',
  newWindow: 'avaneb uues aknas',
}
