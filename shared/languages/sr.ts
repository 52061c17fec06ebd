import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Повратне информације',
  reason: 'Који је главни разлог за вашу оцену?',
  thanks: 'Хвала на повратним информацијама.',
  send: 'Пошаљи',
  close: 'Затвори',
  thumbs: ['Лоше', 'Добро'],
  of: '{n} од {max}',
  choices: 'Изаберите све што важи',
  contact: 'Можете ме контактирати у вези са овим',
  newWindow: 'отвара се у новом прозору',
}
