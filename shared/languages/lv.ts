import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Atsauksme',
  reason: 'Kāds ir jūsu vērtējuma galvenais iemesls?',
  thanks: 'Paldies par atsauksmi.',
  send: 'Sūtīt',
  close: 'Aizvērt',
  thumbs: ['Slikti', 'Labi'],
  of: '{n} no {max}',
  choices: 'Atzīmējiet visu atbilstošo',
  contact: 'Drīkstat ar mani par to sazināties',
  newWindow: 'atveras jaunā logā',
}
