import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Обратна връзка',
  reason: 'Каква е основната причина за оценката ви?',
  thanks: 'Благодарим ви за отзива.',
  send: 'Изпращане',
  close: 'Затваряне',
  thumbs: ['Лошо', 'Добре'],
  of: '{n} от {max}',
  choices: 'Изберете всички подходящи',
  contact: 'Можете да се свържете с мен по този повод',
  newWindow: 'отваря се в нов прозорец',
}
