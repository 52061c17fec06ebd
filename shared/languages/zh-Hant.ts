import type { Words } from '../words.ts'

export const words: Words = {
  survey: '意見回饋',
  reason: '您給這個分數的主要原因是什麼？',
  thanks: '感謝您的意見。',
  send: '送出',
  close: '關閉',
  thumbs: ['不好', '好'],
  of: '{n} 分，滿分 {max} 分',
  choices: '可複選',
  contact: '可以就此與我聯絡',
  newWindow: '在新視窗中開啟',
}
