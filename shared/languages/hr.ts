import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Povratne informacije',
  reason: 'Koji je glavni razlog vaše ocjene?',
  thanks: 'Hvala na povratnim informacijama.',
  send: 'Pošalji',
  close: 'Zatvori',
  thumbs: ['Loše', 'Dobro'],
  of: '{n} od {max}',
  choices: 'Odaberite sve što vrijedi',
  contact: 'Možete me kontaktirati u vezi s ovim',
  newWindow: 'otvara se u novom prozoru',
}
