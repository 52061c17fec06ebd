import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Spätná väzba',
  reason: 'Aký je hlavný dôvod vášho hodnotenia?',
  thanks: 'Ďakujeme za spätnú väzbu.',
  send: 'Odoslať',
  close: 'Zavrieť',
  thumbs: ['Zlé', 'Dobré'],
  of: '{n} z {max}',
  choices: 'Vyberte všetko, čo platí',
  contact: 'Môžete ma v tejto veci kontaktovať',
  newWindow: 'otvorí sa v novom okne',
}
