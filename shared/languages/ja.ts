import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'フィードバック',
  reason: 'その点数をつけた主な理由を教えてください。',
  thanks: 'ご意見ありがとうございました。',
  send: '送信',
  close: '閉じる',
  thumbs: ['悪い', '良い'],
  of: '{max}段階中{n}',
  choices: '当てはまるものをすべて選択',
  contact: 'この件について連絡してもよい',
  newWindow: '新しいウィンドウで開きます',
}
