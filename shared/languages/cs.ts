import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Zpětná vazba',
  reason: 'Jaký je hlavní důvod vašeho hodnocení?',
  thanks: 'Děkujeme za zpětnou vazbu.',
  send: 'Odeslat',
  close: 'Zavřít',
  thumbs: ['Špatné', 'Dobré'],
  of: '{n} z {max}',
  choices: 'Vyberte vše, co platí',
  contact: 'Můžete mě v této věci kontaktovat',
  newWindow: 'otevře se v novém okně',
}
