import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'ملاحظاتك',
    reason: 'ما السبب الرئيسي لتقييمك؟',
    thanks: 'شكرًا على ملاحظاتك.',
    send: 'إرسال',
    close: 'إغلاق',
    thumbs: {
      low: 'سيئ',
      high: 'جيد',
    },
    of: '{n} من {max}',
    chosen: 'اختيارك: {choice}',
    saved: 'تم الحفظ',
    choices: 'اختر كل ما ينطبق',
    contact: 'يمكنكم التواصل معي بهذا الشأن',
    newWindow: 'يُفتح في نافذة جديدة',
  },
  mail: {
    subject: 'سؤال سريع من {from}',
    unsubscribe: 'إلغاء الاشتراك',
    confirmUnsubscribe: 'هل تريد التوقف عن تلقي هذه الرسائل؟',
    unsubscribed: 'لن تتلقى هذه الرسائل بعد الآن.',
  },
  links: {
    chooseRating: 'اختر تقييمًا أولًا.',
    madeWith: 'أُنشئ باستخدام {name}',
    whoSees: 'يرى {name} إجابتك، ويعرف هويتك إذا كنت قد تلقيت دعوة.',
    yourAnswer: 'إجابتك',
    viewAnswer: 'عرض إجابتك أو تعديلها أو حذفها',
    eraseAnswer: 'حذف إجابتي',
    confirmErase: 'هل تريد حذف إجابتك؟ لا يمكن التراجع عن ذلك.',
    answerErased: 'تم حذف إجابتك.',
    noAnswer: 'لا توجد إجابة هنا.',
    linkExpired: 'انتهت صلاحية هذا الرابط.',
    surveyClosed: 'هذا الاستبيان مغلق.',
    unknownLink: 'هذا الرابط غير صالح.',
    decoyLink: 'هذا الرابط مخصص للبرامج التي تفحص البريد. يُرجى استخدام التقييمات الموجودة في الرسالة.',
  },
  questions: {
    nps: {
      question: 'ما مدى احتمال توصيتك بنا لصديق أو زميل؟',
      lowLabel: 'غير محتمل على الإطلاق',
      highLabel: 'محتمل للغاية',
    },
    csat: {
      question: 'ما مدى رضاك عنا؟',
      lowLabel: 'غير راضٍ للغاية',
      highLabel: 'راضٍ جدًا',
    },
    ces: {
      question: 'سهّلنا عليك إنجاز ما أردت. ما مدى موافقتك؟',
      lowLabel: 'لا أوافق بشدة',
      highLabel: 'أوافق بشدة',
    },
    effort: {
      question: 'ما مقدار الجهد الذي كان عليك بذله لإنجاز ذلك؟',
      lowLabel: 'قليل جدًا',
      highLabel: 'كبير جدًا',
    },
  },
}
