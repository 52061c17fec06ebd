import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Tilbakemelding',
  reason: 'Hva er hovedårsaken til vurderingen din?',
  thanks: 'Takk for tilbakemeldingen.',
  send: 'Send',
  close: 'Lukk',
  thumbs: ['Dårlig', 'Bra'],
  of: '{n} av {max}',
  choices: 'Velg alt som passer',
  contact: 'Dere kan gjerne kontakte meg om dette',
  newWindow: 'åpnes i et nytt vindu',
}
