import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Visszajelzés',
  reason: 'Mi az értékelése fő oka?',
  thanks: 'Köszönjük a visszajelzését.',
  send: 'Küldés',
  close: 'Bezárás',
  thumbs: ['Rossz', 'Jó'],
  of: '{max}/{n}',
  choices: 'Jelölje be mindazt, ami igaz',
  contact: 'Felvehetik velem a kapcsolatot ezzel kapcsolatban',
  newWindow: 'új ablakban nyílik meg',
}
