import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Phản hồi',
    reason: 'Lý do chính khiến bạn chọn điểm này là gì?',
    thanks: 'Cảm ơn bạn đã phản hồi.',
    send: 'Gửi',
    close: 'Đóng',
    thumbs: {
      low: 'Tệ',
      high: 'Tốt',
    },
    of: '{n} trên {max}',
    chosen: 'Đã chọn: {choice}',
    saved: 'Đã lưu',
    choices: 'Chọn tất cả mục phù hợp',
    contact: 'Có thể liên hệ với tôi về vấn đề này',
    newWindow: 'mở trong cửa sổ mới',
  },
  mail: {
    subject: 'Một câu hỏi ngắn từ {from}',
    unsubscribe: 'Hủy đăng ký',
    confirmUnsubscribe: 'Ngừng nhận những email này?',
    unsubscribed: 'Bạn sẽ không nhận được những email này nữa.',
  },
  links: {
    chooseRating: 'Hãy chọn điểm trước.',
    madeWith: 'Tạo bằng {name}',
    whoSees: '{name} thấy câu trả lời của bạn và, nếu bạn được mời, biết bạn là ai.',
    yourAnswer: 'Câu trả lời của bạn',
    viewAnswer: 'Xem, sửa hoặc xóa câu trả lời của bạn',
    eraseAnswer: 'Xóa câu trả lời của tôi',
    confirmErase: 'Xóa câu trả lời của bạn? Không thể hoàn tác thao tác này.',
    answerErased: 'Câu trả lời của bạn đã được xóa.',
    noAnswer: 'Không có câu trả lời nào ở đây.',
    linkExpired: 'Liên kết này đã hết hạn.',
    surveyClosed: 'Khảo sát này đã đóng.',
    unknownLink: 'Liên kết này không hợp lệ.',
    decoyLink: 'Liên kết này dành cho các chương trình kiểm tra thư. Vui lòng dùng các điểm số trong thư.',
  },
  questions: {
    nps: {
      question: 'Bạn có khả năng giới thiệu chúng tôi cho bạn bè hoặc đồng nghiệp ở mức nào?',
      lowLabel: 'Hoàn toàn không có khả năng',
      highLabel: 'Rất có khả năng',
    },
    csat: {
      question: 'Bạn hài lòng với chúng tôi ở mức nào?',
      lowLabel: 'Rất không hài lòng',
      highLabel: 'Rất hài lòng',
    },
    ces: {
      question: 'Chúng tôi đã giúp bạn dễ dàng hoàn thành việc cần làm. Bạn có đồng ý không?',
      lowLabel: 'Hoàn toàn không đồng ý',
      highLabel: 'Hoàn toàn đồng ý',
    },
    effort: {
      question: 'Bạn đã phải bỏ ra bao nhiêu công sức để hoàn thành việc này?',
      lowLabel: 'Rất ít',
      highLabel: 'Rất nhiều',
    },
  },
}
