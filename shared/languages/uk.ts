import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Відгук',
  reason: 'Яка основна причина вашої оцінки?',
  thanks: 'Дякуємо за відгук.',
  send: 'Надіслати',
  close: 'Закрити',
  thumbs: ['Погано', 'Добре'],
  of: '{n} з {max}',
  choices: 'Виберіть усе, що підходить',
  contact: 'Зі мною можна зв’язатися щодо цього',
  newWindow: 'відкриється в новому вікні',
}
