import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Opinia',
  reason: 'Jaki jest główny powód tej oceny?',
  thanks: 'Dziękujemy za opinię.',
  send: 'Wyślij',
  close: 'Zamknij',
  thumbs: ['Źle', 'Dobrze'],
  of: '{n} z {max}',
  choices: 'Zaznacz wszystko, co pasuje',
  contact: 'Można się ze mną skontaktować w tej sprawie',
  newWindow: 'otwiera się w nowym oknie',
}
