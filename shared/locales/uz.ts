import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Fikr-mulohaza',
    reason: 'Bunday baho berishingizning asosiy sababi nima?',
    thanks: 'Fikr-mulohazangiz uchun rahmat.',
    send: 'Yuborish',
    close: 'Yopish',
    thumbs: {
      low: 'Yomon',
      high: 'Yaxshi',
    },
    of: '{max} dan {n}',
    chosen: 'Tanlandi: {choice}',
    saved: 'Saqlandi',
    choices: 'Mos keladiganlarning barchasini tanlang',
    contact: 'Bu borada men bilan bogʻlanishingiz mumkin',
    newWindow: 'yangi oynada ochiladi',
  },
  mail: {
    subject: '{from}: qisqa savol',
    unsubscribe: 'Xatlardan voz kechish',
    confirmUnsubscribe: 'Bu xatlarni olishni toʻxtatmoqchimisiz?',
    unsubscribed: 'Endi bu xatlar sizga kelmaydi.',
  },
  links: {
    chooseRating: 'Avval bahoni tanlang.',
    madeWith: '{name} yordamida yaratilgan',
    whoSees: '{name} javobingizni va taklif qilingan bo‘lsangiz, kimligingizni ko‘radi.',
    yourAnswer: 'Sizning javobingiz',
    viewAnswer: 'Javobni koʻrish, oʻzgartirish yoki oʻchirish',
    eraseAnswer: 'Javobimni oʻchirish',
    confirmErase: 'Javobingizni oʻchirmoqchimisiz? Bu amalni ortga qaytarib boʻlmaydi.',
    answerErased: 'Javobingiz oʻchirildi.',
    noAnswer: 'Bu yerda javob yoʻq.',
    linkExpired: 'Bu havolaning muddati tugagan.',
    surveyClosed: 'Bu soʻrovnoma yopilgan.',
    unknownLink: 'Bu havola yaroqsiz.',
    decoyLink: 'Bu havola pochtani tekshiruvchi dasturlar uchun. Iltimos, xatdagi baholardan foydalaning.',
  },
  questions: {
    nps: {
      question: 'Bizni doʻstingiz yoki hamkasbingizga tavsiya qilish ehtimolingiz qanday?',
      lowLabel: 'Umuman ehtimoli yoʻq',
      highLabel: 'Ehtimoli juda yuqori',
    },
    csat: {
      question: 'Bizdan qanchalik mamnunsiz?',
      lowLabel: 'Juda noroziman',
      highLabel: 'Juda mamnunman',
    },
    ces: {
      question: 'Ishingizni oson bitirishingizga yordam berdik. Shunga qoʻshilasizmi?',
      lowLabel: 'Mutlaqo qoʻshilmayman',
      highLabel: 'Toʻliq qoʻshilaman',
    },
    effort: {
      question: 'Buni bajarish uchun qancha kuch sarflashingizga toʻgʻri keldi?',
      lowLabel: 'Juda kam',
      highLabel: 'Juda koʻp',
    },
  },
}
