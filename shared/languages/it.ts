import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Feedback',
  reason: 'Qual è il motivo principale della sua valutazione?',
  thanks: 'Grazie per il suo feedback.',
  send: 'Invia',
  close: 'Chiudi',
  thumbs: ['Male', 'Bene'],
  of: '{n} su {max}',
  choices: 'Scelga tutte le risposte pertinenti',
  contact: 'Potete contattarmi al riguardo',
  newWindow: 'si apre in una nuova finestra',
}
