import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'フィードバック',
    reason: 'その点数をつけた主な理由を教えてください。',
    thanks: 'ご意見ありがとうございました。',
    send: '送信',
    close: '閉じる',
    thumbs: {
      low: '悪い',
      high: '良い',
    },
    of: '{max}段階中{n}',
    chosen: '選択した評価：{choice}',
    saved: '保存しました',
    choices: '当てはまるものをすべて選択',
    contact: 'この件で連絡を受けてもかまいません',
    newWindow: '新しいウィンドウで開きます',
  },
  mail: {
    subject: '{from}からの簡単なご質問',
    unsubscribe: '配信停止',
    confirmUnsubscribe: 'このメールの配信を停止しますか？',
    unsubscribed: '今後、このメールは届きません。',
  },
  links: {
    chooseRating: 'まず点数をお選びください。',
    madeWith: '{name} で作成',
    whoSees: '{name}は、あなたの回答と、招待された場合はあなたが誰であるかを確認できます。',
    yourAnswer: 'ご回答内容',
    viewAnswer: '回答を確認・変更・削除する',
    eraseAnswer: '回答を削除する',
    confirmErase: '回答を削除しますか？\u3000この操作は取り消せません。',
    answerErased: '回答を削除しました。',
    noAnswer: '回答が見つかりません。',
    linkExpired: 'このリンクは期限切れです。',
    surveyClosed: 'このアンケートは終了しました。',
    unknownLink: 'このリンクは無効です。',
    decoyLink: 'このリンクはメールを検査するプログラム用です。メール内の点数をお使いください。',
  },
  questions: {
    nps: {
      question: '当社を友人や同僚に薦める可能性はどのくらいありますか？',
      lowLabel: 'まったくない',
      highLabel: '非常に高い',
    },
    csat: {
      question: '当社にどの程度満足していますか？',
      lowLabel: '非常に不満',
      highLabel: '非常に満足',
    },
    ces: {
      question: '用件を簡単に済ませることができたと思いますか？',
      lowLabel: 'まったくそう思わない',
      highLabel: '非常にそう思う',
    },
    effort: {
      question: 'これを済ませるのに、どの程度の手間がかかりましたか？',
      lowLabel: '非常に少ない',
      highLabel: '非常に多い',
    },
  },
}
