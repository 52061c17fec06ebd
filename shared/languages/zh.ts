import type { Words } from '../words.ts'

export const words: Words = {
  survey: '反馈',
  reason: '您打这个分数的主要原因是什么？',
  thanks: '感谢您的反馈。',
  send: '发送',
  close: '关闭',
  thumbs: ['不好', '好'],
  of: '{n} 分，满分 {max} 分',
  choices: '可多选',
  contact: '可以就此与我联系',
  newWindow: '在新窗口中打开',
}
