import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Spätná väzba',
    reason: 'Aký je hlavný dôvod vášho hodnotenia?',
    thanks: 'Ďakujeme za spätnú väzbu.',
    send: 'Odoslať',
    close: 'Zavrieť',
    thumbs: {
      low: 'Zlé',
      high: 'Dobré',
    },
    of: '{n} z {max}',
    chosen: 'Vybrané: {choice}',
    saved: 'Uložené',
    choices: 'Vyberte všetko, čo platí',
    contact: 'Môžete ma v tejto veci kontaktovať',
    newWindow: 'otvorí sa v novom okne',
  },
  mail: {
    subject: '{from}: krátka otázka',
    unsubscribe: 'Odhlásiť odber',
    confirmUnsubscribe: 'Nechcete už dostávať tieto e-maily?',
    unsubscribed: 'Tieto e-maily už nebudete dostávať.',
  },
  links: {
    chooseRating: 'Najprv vyberte hodnotenie.',
    madeWith: 'Vytvorené pomocou {name}',
    whoSees: '{name} vidí vašu odpoveď, a ak ste boli pozvaní, aj to, kto ste.',
    yourAnswer: 'Vaša odpoveď',
    viewAnswer: 'Zobraziť, zmeniť alebo vymazať odpoveď',
    eraseAnswer: 'Vymazať moju odpoveď',
    confirmErase: 'Vymazať vašu odpoveď? Túto akciu nemožno vrátiť späť.',
    answerErased: 'Vaša odpoveď bola vymazaná.',
    noAnswer: 'Nie je tu žiadna odpoveď.',
    linkExpired: 'Platnosť tohto odkazu vypršala.',
    surveyClosed: 'Tento prieskum je uzavretý.',
    unknownLink: 'Tento odkaz nikam nevedie.',
    decoyLink:
      'Tento odkaz je určený programom, ktoré kontrolujú poštu. Použite, prosím, hodnotenia v e-maile.',
  },
  questions: {
    nps: {
      question: 'Nakoľko je pravdepodobné, že nás odporučíte priateľovi alebo kolegovi?',
      lowLabel: 'Vôbec nie je pravdepodobné',
      highLabel: 'Veľmi pravdepodobné',
    },
    csat: {
      question: 'Ako ste s nami spokojní?',
      lowLabel: 'Veľmi nespokojní',
      highLabel: 'Veľmi spokojní',
    },
    ces: {
      question: 'Uľahčili sme vám vybavenie toho, čo ste potrebovali. Súhlasíte?',
      lowLabel: 'Rozhodne nesúhlasím',
      highLabel: 'Rozhodne súhlasím',
    },
    effort: {
      question: 'Koľko úsilia ste museli vynaložiť, aby ste to vybavili?',
      lowLabel: 'Veľmi málo',
      highLabel: 'Veľmi veľa',
    },
  },
}
