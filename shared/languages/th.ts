import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'ความคิดเห็น',
  reason: 'เหตุผลหลักที่คุณให้คะแนนนี้คืออะไร',
  thanks: 'ขอบคุณสำหรับความคิดเห็นของคุณ',
  send: 'ส่ง',
  close: 'ปิด',
  thumbs: ['แย่', 'ดี'],
  of: '{n} จาก {max}',
  choices: 'เลือกทุกข้อที่ตรงกับคุณ',
  contact: 'ติดต่อฉันเกี่ยวกับเรื่องนี้ได้',
  newWindow: 'เปิดในหน้าต่างใหม่',
}
