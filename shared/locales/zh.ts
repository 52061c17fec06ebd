import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: '反馈',
    reason: '您打这个分数的主要原因是什么？',
    thanks: '感谢您的反馈。',
    send: '提交',
    close: '关闭',
    thumbs: {
      low: '不好',
      high: '好',
    },
    of: '{n} 分，满分 {max} 分',
    chosen: '您选择了 {choice}',
    saved: '已保存',
    choices: '可多选',
    contact: '可以就此与我联系',
    newWindow: '在新窗口中打开',
  },
  mail: {
    subject: '来自{from}的一个小问题',
    unsubscribe: '退订',
    confirmUnsubscribe: '不再接收此类邮件？',
    unsubscribed: '您将不会再收到此类邮件。',
  },
  links: {
    chooseRating: '请先选择分数。',
    madeWith: '由 {name} 提供支持',
    whoSees: '{name} 可以看到您的回答；如果您是受邀者，还能看到您的身份。',
    yourAnswer: '您的回答',
    viewAnswer: '查看、修改或删除您的回答',
    eraseAnswer: '删除我的回答',
    confirmErase: '要删除您的回答吗？此操作无法撤销。',
    answerErased: '您的回答已删除。',
    noAnswer: '这里没有回答。',
    linkExpired: '此链接已过期。',
    surveyClosed: '此调查已结束。',
    unknownLink: '此链接无效。',
    decoyLink: '此链接供检查邮件的程序使用。请使用邮件中的分数。',
  },
  questions: {
    nps: {
      question: '您有多大可能向朋友或同事推荐我们？',
      lowLabel: '完全不可能',
      highLabel: '极有可能',
    },
    csat: {
      question: '您对我们的满意程度如何？',
      lowLabel: '非常不满意',
      highLabel: '非常满意',
    },
    ces: {
      question: '我们让您轻松完成了想做的事。您同意吗？',
      lowLabel: '非常不同意',
      highLabel: '非常同意',
    },
    effort: {
      question: '完成这件事，您花费了多少精力？',
      lowLabel: '非常少',
      highLabel: '非常多',
    },
  },
}
