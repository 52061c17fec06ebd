import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'משוב',
  reason: 'מהי הסיבה העיקרית לציון שנתת?',
  thanks: 'תודה על המשוב.',
  send: 'שליחה',
  close: 'סגירה',
  thumbs: ['לא טוב', 'טוב'],
  of: '{n} מתוך {max}',
  choices: 'אפשר לבחור כמה תשובות',
  contact: 'אפשר ליצור איתי קשר בנושא',
  newWindow: 'נפתח בחלון חדש',
}
