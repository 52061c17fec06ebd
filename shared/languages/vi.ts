import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Phản hồi',
  reason: 'Lý do chính cho điểm số của bạn là gì?',
  thanks: 'Cảm ơn phản hồi của bạn.',
  send: 'Gửi',
  close: 'Đóng',
  thumbs: ['Tệ', 'Tốt'],
  of: '{n} trên {max}',
  choices: 'Chọn tất cả mục phù hợp',
  contact: 'Có thể liên hệ với tôi về vấn đề này',
  newWindow: 'mở trong cửa sổ mới',
}
