import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'بازخورد',
    reason: 'دلیل اصلی امتیاز شما چیست؟',
    thanks: 'از بازخورد شما سپاسگزاریم.',
    send: 'ارسال',
    close: 'بستن',
    thumbs: {
      low: 'بد',
      high: 'خوب',
    },
    of: '{n} از {max}',
    chosen: 'انتخاب شما: {choice}',
    saved: 'ذخیره شد',
    choices: 'همهٔ موارد مرتبط را انتخاب کنید',
    contact: 'می‌توانید در این باره با من تماس بگیرید',
    newWindow: 'در پنجرهٔ جدید باز می‌شود',
  },
  mail: {
    subject: 'یک پرسش کوتاه از {from}',
    unsubscribe: 'لغو اشتراک',
    confirmUnsubscribe: 'می‌خواهید دیگر این ایمیل‌ها را دریافت نکنید؟',
    unsubscribed: 'دیگر این ایمیل‌ها را دریافت نخواهید کرد.',
  },
  links: {
    chooseRating: 'ابتدا یک امتیاز انتخاب کنید.',
    madeWith: 'ساخته‌شده با {name}',
    whoSees: '{name} پاسخ شما و، اگر دعوت شده باشید، هویت شما را می‌بیند.',
    yourAnswer: 'پاسخ شما',
    viewAnswer: 'دیدن، تغییر یا حذف پاسخ',
    eraseAnswer: 'حذف پاسخ من',
    confirmErase: 'پاسخ شما حذف شود؟ این کار برگشت‌پذیر نیست.',
    answerErased: 'پاسخ شما حذف شد.',
    noAnswer: 'پاسخی در اینجا وجود ندارد.',
    linkExpired: 'این پیوند منقضی شده است.',
    surveyClosed: 'این نظرسنجی بسته شده است.',
    unknownLink: 'این پیوند معتبر نیست.',
    decoyLink:
      'این پیوند برای برنامه‌هایی است که ایمیل را بررسی می‌کنند. لطفاً از امتیازهای داخل ایمیل استفاده کنید.',
  },
  questions: {
    nps: {
      question: 'چقدر احتمال دارد ما را به یک دوست یا همکار توصیه کنید؟',
      lowLabel: 'اصلاً احتمال ندارد',
      highLabel: 'بسیار احتمال دارد',
    },
    csat: {
      question: 'چقدر از ما رضایت دارید؟',
      lowLabel: 'بسیار ناراضی',
      highLabel: 'بسیار راضی',
    },
    ces: {
      question: 'انجام کارتان را آسان کردیم. آیا موافقید؟',
      lowLabel: 'کاملاً مخالفم',
      highLabel: 'کاملاً موافقم',
    },
    effort: {
      question: 'برای انجام این کار چقدر باید تلاش می‌کردید؟',
      lowLabel: 'خیلی کم',
      highLabel: 'خیلی زیاد',
    },
  },
}
