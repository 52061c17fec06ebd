import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: '意見回饋',
    reason: '您給這個分數的主要原因是什麼？',
    thanks: '感謝您的意見。',
    send: '送出',
    close: '關閉',
    thumbs: {
      low: '不好',
      high: '好',
    },
    of: '{n} 分，滿分 {max} 分',
    chosen: '您選擇了 {choice}',
    saved: '已儲存',
    choices: '可複選',
    contact: '可以就此與我聯絡',
    newWindow: '在新視窗中開啟',
  },
  mail: {
    subject: '來自{from}的一個小問題',
    unsubscribe: '取消訂閱',
    confirmUnsubscribe: '不再接收這類郵件？',
    unsubscribed: '您將不會再收到這類郵件。',
  },
  links: {
    chooseRating: '請先選擇分數。',
    madeWith: '由 {name} 提供',
    whoSees: '{name} 會看到您的回答；如果您是受邀者，也會看到您的身分。',
    yourAnswer: '您的回答',
    viewAnswer: '檢視、修改或刪除您的回答',
    eraseAnswer: '刪除我的回答',
    confirmErase: '要刪除您的回答嗎？此操作無法復原。',
    answerErased: '您的回答已刪除。',
    noAnswer: '這裡沒有回答。',
    linkExpired: '此連結已過期。',
    surveyClosed: '此問卷已結束。',
    unknownLink: '此連結無效。',
    decoyLink: '此連結供檢查郵件的程式使用。請使用郵件中的分數。',
  },
  questions: {
    nps: {
      question: '您有多大可能向朋友或同事推薦我們？',
      lowLabel: '完全不可能',
      highLabel: '極有可能',
    },
    csat: {
      question: '您對我們的滿意程度如何？',
      lowLabel: '非常不滿意',
      highLabel: '非常滿意',
    },
    ces: {
      question: '我們讓您輕鬆完成了想做的事。您同意嗎？',
      lowLabel: '非常不同意',
      highLabel: '非常同意',
    },
    effort: {
      question: '完成這件事，您花費了多少心力？',
      lowLabel: '非常少',
      highLabel: '非常多',
    },
  },
}
