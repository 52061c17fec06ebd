import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'משוב',
    reason: 'מהי הסיבה העיקרית לציון שנתתם?',
    thanks: 'תודה על המשוב.',
    send: 'שליחה',
    close: 'סגירה',
    thumbs: {
      low: 'לא טוב',
      high: 'טוב',
    },
    of: '{n} מתוך {max}',
    chosen: 'הבחירה שלך: {choice}',
    saved: 'נשמר',
    choices: 'אפשר לבחור כמה תשובות',
    contact: 'אפשר ליצור איתי קשר בנושא',
    newWindow: 'נפתח בחלון חדש',
  },
  mail: {
    subject: 'שאלה קצרה מאת {from}',
    unsubscribe: 'הסרה מרשימת התפוצה',
    confirmUnsubscribe: 'להפסיק לקבל את ההודעות האלה?',
    unsubscribed: 'לא תקבלו עוד את ההודעות האלה.',
  },
  links: {
    chooseRating: 'בחרו ציון תחילה.',
    madeWith: 'נוצר באמצעות {name}',
    whoSees: 'התשובה שלכם, ואם הוזמנתם גם זהותכם, גלויות ל־{name}.',
    yourAnswer: 'התשובה שלכם',
    viewAnswer: 'הצגה, שינוי או מחיקה של התשובה',
    eraseAnswer: 'מחיקת התשובה שלי',
    confirmErase: 'למחוק את התשובה? אי אפשר לבטל את הפעולה.',
    answerErased: 'התשובה נמחקה.',
    noAnswer: 'אין כאן תשובה.',
    linkExpired: 'תוקף הקישור פג.',
    surveyClosed: 'הסקר סגור.',
    unknownLink: 'הקישור הזה לא מוביל לשום מקום.',
    decoyLink: 'הקישור הזה מיועד לתוכנות שבודקות דואר. נא להשתמש בציונים שבהודעה.',
  },
  questions: {
    nps: {
      question: 'מה הסבירות שתמליצו עלינו לחבר או לעמית?',
      lowLabel: 'לא סביר כלל',
      highLabel: 'סביר ביותר',
    },
    csat: {
      question: 'מה מידת שביעות הרצון שלכם מאיתנו?',
      lowLabel: 'מאוד לא מרוצים',
      highLabel: 'מרוצים מאוד',
    },
    ces: {
      question: 'הקלנו עליכם לעשות את מה שרציתם. האם אתם מסכימים?',
      lowLabel: 'לא מסכימים כלל',
      highLabel: 'מסכימים לחלוטין',
    },
    effort: {
      question: 'כמה מאמץ נדרש מכם כדי להשלים את זה?',
      lowLabel: 'מעט מאוד',
      highLabel: 'הרבה מאוד',
    },
  },
}
