import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Zpětná vazba',
    reason: 'Jaký je hlavní důvod vašeho hodnocení?',
    thanks: 'Děkujeme za zpětnou vazbu.',
    send: 'Odeslat',
    close: 'Zavřít',
    thumbs: {
      low: 'Špatné',
      high: 'Dobré',
    },
    of: '{n} z {max}',
    chosen: 'Vybráno: {choice}',
    saved: 'Uloženo',
    choices: 'Vyberte vše, co platí',
    contact: 'Můžete mě v této věci kontaktovat',
    newWindow: 'otevře se v novém okně',
  },
  mail: {
    subject: '{from}: krátká otázka',
    unsubscribe: 'Odhlásit odběr',
    confirmUnsubscribe: 'Nechcete už tyto e-maily dostávat?',
    unsubscribed: 'Tyto e-maily už nebudete dostávat.',
  },
  links: {
    chooseRating: 'Nejprve zvolte hodnocení.',
    madeWith: 'Vytvořeno pomocí {name}',
    whoSees: '{name} vidí vaši odpověď, a pokud jste byli pozváni, i to, kdo jste.',
    yourAnswer: 'Vaše odpověď',
    viewAnswer: 'Zobrazit, změnit nebo smazat odpověď',
    eraseAnswer: 'Smazat mou odpověď',
    confirmErase: 'Smazat vaši odpověď? Tuto akci nelze vrátit zpět.',
    answerErased: 'Vaše odpověď byla smazána.',
    noAnswer: 'Není zde žádná odpověď.',
    linkExpired: 'Platnost tohoto odkazu vypršela.',
    surveyClosed: 'Tento průzkum je uzavřen.',
    unknownLink: 'Tento odkaz nikam nevede.',
    decoyLink: 'Tento odkaz je určen programům, které kontrolují poštu. Použijte prosím hodnocení v e-mailu.',
  },
  questions: {
    nps: {
      question: 'Jak je pravděpodobné, že nás doporučíte příteli nebo kolegovi?',
      lowLabel: 'Zcela nepravděpodobné',
      highLabel: 'Velmi pravděpodobné',
    },
    csat: {
      question: 'Jak jste s námi spokojeni?',
      lowLabel: 'Velmi nespokojeni',
      highLabel: 'Velmi spokojeni',
    },
    ces: {
      question: 'Usnadnili jsme vám vyřízení toho, co jste potřebovali. Souhlasíte?',
      lowLabel: 'Rozhodně nesouhlasím',
      highLabel: 'Rozhodně souhlasím',
    },
    effort: {
      question: 'Kolik úsilí jste museli vynaložit, abyste to vyřídili?',
      lowLabel: 'Velmi málo',
      highLabel: 'Velmi mnoho',
    },
  },
}
