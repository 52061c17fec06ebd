import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Povratne informacije',
  reason: 'Koji je glavni razlog za vašu ocenu?',
  thanks: 'Hvala na povratnim informacijama.',
  send: 'Pošalji',
  close: 'Zatvori',
  thumbs: ['Loše', 'Dobro'],
  of: '{n} od {max}',
  choices: 'Izaberite sve što važi',
  contact: 'Možete me kontaktirati u vezi sa ovim',
  newWindow: 'otvara se u novom prozoru',
}
