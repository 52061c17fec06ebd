import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'بازخورد',
  reason: 'دلیل اصلی امتیاز شما چیست؟',
  thanks: 'از بازخورد شما سپاسگزاریم.',
  send: 'ارسال',
  close: 'بستن',
  thumbs: ['بد', 'خوب'],
  of: '{n} از {max}',
  choices: 'همهٔ موارد مرتبط را انتخاب کنید',
  contact: 'می‌توانید در این باره با من تماس بگیرید',
  newWindow: 'در پنجرهٔ جدید باز می‌شود',
}
