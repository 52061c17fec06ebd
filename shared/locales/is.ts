import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Endurgjöf',
    reason: 'Hver er helsta ástæðan fyrir einkunninni?',
    thanks: 'Takk fyrir endurgjöfina.',
    send: 'Senda',
    close: 'Loka',
    thumbs: {
      low: 'Slæmt',
      high: 'Gott',
    },
    of: '{n} af {max}',
    chosen: 'Valið: {choice}',
    saved: 'Vistað',
    choices: 'Veldu allt sem á við',
    contact: 'Hafa má samband við mig vegna þessa',
    newWindow: 'opnast í nýjum glugga',
  },
  mail: {
    subject: '{from}: stutt spurning',
    unsubscribe: 'Afskrá mig',
    confirmUnsubscribe: 'Viltu hætta að fá þessa tölvupósta?',
    unsubscribed: 'Þú færð þessa tölvupósta ekki lengur.',
  },
  links: {
    chooseRating: 'Veldu fyrst einkunn.',
    madeWith: 'Gert með {name}',
    whoSees: '{name} sér svarið þitt og, ef þér var boðið, hver þú ert.',
    yourAnswer: 'Svarið þitt',
    viewAnswer: 'Skoða svarið, breyta því eða eyða',
    eraseAnswer: 'Eyða svarinu mínu',
    confirmErase: 'Viltu eyða svarinu þínu? Ekki er hægt að afturkalla það.',
    answerErased: 'Svarinu þínu hefur verið eytt.',
    noAnswer: 'Hér er ekkert svar.',
    linkExpired: 'Þessi tengill er útrunninn.',
    surveyClosed: 'Þessari könnun er lokið.',
    unknownLink: 'Þessi tengill er ógildur.',
    decoyLink: 'Þessi tengill er fyrir forrit sem skoða tölvupóst. Notaðu einkunnirnar í tölvupóstinum.',
  },
  questions: {
    nps: {
      question: 'Hversu líklegt er að þú mælir með okkur við vin eða samstarfsfélaga?',
      lowLabel: 'Alls ekki líklegt',
      highLabel: 'Afar líklegt',
    },
    csat: {
      question: 'Hversu mikil er ánægja þín með okkur?',
      lowLabel: 'Mjög mikil óánægja',
      highLabel: 'Mjög mikil ánægja',
    },
    ces: {
      question: 'Við auðvelduðum þér að ljúka því sem þú þurftir að gera. Ertu sammála?',
      lowLabel: 'Mjög ósammála',
      highLabel: 'Mjög sammála',
    },
    effort: {
      question: 'Hversu mikla fyrirhöfn kostaði það þig að ljúka þessu?',
      lowLabel: 'Mjög litla',
      highLabel: 'Mjög mikla',
    },
  },
}
