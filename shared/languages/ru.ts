import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Отзыв',
  reason: 'Какова основная причина вашей оценки?',
  thanks: 'Спасибо за отзыв.',
  send: 'Отправить',
  close: 'Закрыть',
  thumbs: ['Плохо', 'Хорошо'],
  of: '{n} из {max}',
  choices: 'Выберите всё подходящее',
  contact: 'Со мной можно связаться по этому поводу',
  newWindow: 'откроется в новом окне',
}
