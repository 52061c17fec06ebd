import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Povratne informacije',
  reason: 'Kaj je glavni razlog za vašo oceno?',
  thanks: 'Hvala za povratne informacije.',
  send: 'Pošlji',
  close: 'Zapri',
  thumbs: ['Slabo', 'Dobro'],
  of: '{n} od {max}',
  choices: 'Izberite vse, kar velja',
  contact: 'Glede tega me lahko kontaktirate',
  newWindow: 'odpre se v novem oknu',
}
