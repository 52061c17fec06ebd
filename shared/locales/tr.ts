import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Geri bildirim',
    reason: 'Bu puanı vermenizin ana nedeni nedir?',
    thanks: 'Geri bildiriminiz için teşekkür ederiz.',
    send: 'Gönder',
    close: 'Kapat',
    thumbs: {
      low: 'Kötü',
      high: 'İyi',
    },
    of: '{max} üzerinden {n}',
    chosen: 'Seçiminiz: {choice}',
    saved: 'Kaydedildi',
    choices: 'Uygun olanların tümünü seçin',
    contact: 'Bu konuda benimle iletişime geçebilirsiniz',
    newWindow: 'yeni pencerede açılır',
  },
  mail: {
    subject: '{from}: kısa bir soru',
    unsubscribe: 'Abonelikten çık',
    confirmUnsubscribe: 'Bu e-postaları almayı bırakmak istiyor musunuz?',
    unsubscribed: 'Artık bu e-postaları almayacaksınız.',
  },
  links: {
    chooseRating: 'Önce bir puan seçin.',
    madeWith: '{name} ile hazırlandı',
    whoSees: '{name} yanıtınızı ve davet edildiyseniz kim olduğunuzu görür.',
    yourAnswer: 'Yanıtınız',
    viewAnswer: 'Yanıtınızı görün, değiştirin veya silin',
    eraseAnswer: 'Yanıtımı sil',
    confirmErase: 'Yanıtınız silinsin mi? Bu işlem geri alınamaz.',
    answerErased: 'Yanıtınız silindi.',
    noAnswer: 'Burada bir yanıt yok.',
    linkExpired: 'Bu bağlantının süresi doldu.',
    surveyClosed: 'Bu anket kapandı.',
    unknownLink: 'Bu bağlantı geçersiz.',
    decoyLink:
      'Bu bağlantı, e-postaları denetleyen programlar içindir. Lütfen e-postadaki puanları kullanın.',
  },
  questions: {
    nps: {
      question: 'Bizi bir arkadaşınıza veya iş arkadaşınıza tavsiye etme olasılığınız nedir?',
      lowLabel: 'Hiç olası değil',
      highLabel: 'Son derece olası',
    },
    csat: {
      question: 'Bizden ne kadar memnunsunuz?',
      lowLabel: 'Hiç memnun değilim',
      highLabel: 'Çok memnunum',
    },
    ces: {
      question: 'İşinizi kolayca halletmenizi sağladık. Katılıyor musunuz?',
      lowLabel: 'Kesinlikle katılmıyorum',
      highLabel: 'Kesinlikle katılıyorum',
    },
    effort: {
      question: 'Bunu halletmek için ne kadar çaba harcamanız gerekti?',
      lowLabel: 'Çok az',
      highLabel: 'Çok fazla',
    },
  },
}
