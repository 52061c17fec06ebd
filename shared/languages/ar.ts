import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'ملاحظاتك',
  reason: 'ما السبب الرئيسي لتقييمك؟',
  thanks: 'شكرًا على ملاحظاتك.',
  send: 'إرسال',
  close: 'إغلاق',
  thumbs: ['سيئ', 'جيد'],
  of: '{n} من {max}',
  choices: 'اختر كل ما ينطبق',
  contact: 'يمكنكم التواصل معي بهذا الشأن',
  newWindow: 'يُفتح في نافذة جديدة',
}
