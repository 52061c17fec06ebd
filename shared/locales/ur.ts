import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'رائے',
    reason: 'آپ کے اسکور کی بنیادی وجہ کیا ہے؟',
    thanks: 'آپ کی رائے کا شکریہ۔',
    send: 'بھیجیں',
    close: 'بند کریں',
    thumbs: {
      low: 'برا',
      high: 'اچھا',
    },
    of: '{max} میں سے {n}',
    chosen: 'آپ کا انتخاب: {choice}',
    choices: 'جو بھی لاگو ہوں، منتخب کریں',
    contact: 'آپ اس بارے میں مجھ سے رابطہ کر سکتے ہیں',
    newWindow: 'نئی ونڈو میں کھلتا ہے',
  },
  mail: {
    preheader: 'بس ایک کلک کافی ہے۔',
    unsubscribe: 'ای میلز وصول کرنا بند کریں',
    confirmUnsubscribe: 'کیا آپ یہ ای میلز وصول کرنا بند کرنا چاہتے ہیں؟',
    unsubscribed: 'اب آپ کو یہ ای میلز نہیں ملیں گی۔',
  },
  links: {
    chooseRating: 'پہلے ایک اسکور منتخب کریں۔',
    madeWith: '{name} کے ذریعے تیار کردہ',
    yourAnswer: 'آپ کا جواب',
    viewAnswer: 'اپنا جواب دیکھیں، تبدیل کریں یا حذف کریں',
    eraseAnswer: 'میرا جواب حذف کریں',
    confirmErase: 'کیا آپ اپنا جواب حذف کرنا چاہتے ہیں؟ اسے واپس نہیں لایا جا سکتا۔',
    answerErased: 'آپ کا جواب حذف کر دیا گیا ہے۔',
    noAnswer: 'یہاں کوئی جواب نہیں ہے۔',
    linkExpired: 'اس لنک کی میعاد ختم ہو گئی ہے۔',
    surveyClosed: 'یہ سروے بند ہو چکا ہے۔',
    unknownLink: 'یہ لنک درست نہیں ہے۔',
    decoyLink:
      'یہ لنک ای میل کی جانچ کرنے والے پروگراموں کے لیے ہے۔ براہ کرم ای میل میں دیے گئے اسکور استعمال کریں۔',
  },
  questions: {
    nps: {
      question: 'اس بات کا کتنا امکان ہے کہ آپ کسی دوست یا ساتھی سے ہماری سفارش کریں گے؟',
      lowLabel: 'بالکل امکان نہیں',
      highLabel: 'بہت زیادہ امکان',
    },
    csat: {
      question: 'آپ ہم سے کتنے مطمئن ہیں؟',
      lowLabel: 'بہت غیر مطمئن',
      highLabel: 'بہت مطمئن',
    },
    ces: {
      question: 'ہم نے آپ کے لیے کام مکمل کرنا آسان بنایا۔ کیا آپ متفق ہیں؟',
      lowLabel: 'مکمل طور پر غیر متفق',
      highLabel: 'مکمل طور پر متفق',
    },
    effort: {
      question: 'اسے مکمل کرنے کے لیے آپ کو کتنی محنت کرنی پڑی؟',
      lowLabel: 'بہت کم',
      highLabel: 'بہت زیادہ',
    },
  },
}
