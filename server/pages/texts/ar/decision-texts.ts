import type { Translation } from '../catalogue.ts'

export const decisionsInArabic: Translation['decisions'] = {
  reasons: {
    title: 'سبب التعليق',
    about: 'لا تدخل الإجابات المعلّقة في أي نتيجة حتى تقرر. يمكن التراجع عن كل قرار إلا الحذف.',
    released: 'عند احتسابها تتغير النتيجة من {0} إلى {1}.',
    before: 'ما تقرر من قبل:',
    wasReleased: 'احتُسبت: {0}',
    wereDropped: 'استُبعدت: {0}',
    chooseSurvey: 'اختر استبيانًا لتقرر بشأن إجابات كثيرة دفعة واحدة.',
  },
  deeds: {
    release: 'من أشخاص',
    drop: 'ليست من أشخاص',
    hold: 'تعليق',
    restore: 'تراجع',
    delete: 'حذف نهائي',
  },
  one: { release: 'من شخص', drop: 'ليست من شخص', restore: 'تراجع عن القرار' },
  together: {
    open: 'قرار واحد لكل هذه الإجابات',
    title: 'قرار واحد لكل هذه الإجابات',
    without: 'بدونها تتغير النتيجة من {0} إلى {1}.',
    changed: 'الإجابات التي تتغير: {0}.',
    sure: 'حذف نهائي لا رجعة فيه',
    close: 'إغلاق',
  },
}
