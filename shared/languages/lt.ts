import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Atsiliepimas',
  reason: 'Kokia pagrindinė jūsų įvertinimo priežastis?',
  thanks: 'Ačiū už atsiliepimą.',
  send: 'Siųsti',
  close: 'Uždaryti',
  thumbs: ['Blogai', 'Gerai'],
  of: '{n} iš {max}',
  choices: 'Pasirinkite visus tinkamus',
  contact: 'Galite su manimi dėl to susisiekti',
  newWindow: 'atsidaro naujame lange',
}
