import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Feedback',
    reason: 'Wat is de belangrijkste reden voor uw score?',
    thanks: 'Bedankt voor uw feedback.',
    send: 'Versturen',
    close: 'Sluiten',
    thumbs: {
      low: 'Slecht',
      high: 'Goed',
    },
    of: '{n} van {max}',
    chosen: 'Gekozen: {choice}',
    saved: 'Opgeslagen',
    choices: 'Kies alles wat van toepassing is',
    contact: 'U mag hierover contact met mij opnemen',
    newWindow: 'opent in een nieuw venster',
  },
  mail: {
    subject: 'Een korte vraag van {from}',
    unsubscribe: 'Afmelden',
    confirmUnsubscribe: 'Wilt u deze e-mails niet meer ontvangen?',
    unsubscribed: 'U ontvangt deze e-mails niet meer.',
  },
  links: {
    chooseRating: 'Kies eerst een score.',
    madeWith: 'Gemaakt met {name}',
    whoSees: '{name} ziet uw antwoord en, als u bent uitgenodigd, wie u bent.',
    yourAnswer: 'Uw antwoord',
    viewAnswer: 'Uw antwoord bekijken, wijzigen of verwijderen',
    eraseAnswer: 'Mijn antwoord verwijderen',
    confirmErase: 'Uw antwoord verwijderen? Dit kan niet ongedaan worden gemaakt.',
    answerErased: 'Uw antwoord is verwijderd.',
    noAnswer: 'Hier is geen antwoord.',
    linkExpired: 'Deze link is verlopen.',
    surveyClosed: 'Deze enquête is gesloten.',
    unknownLink: 'Deze link werkt niet.',
    decoyLink: 'Deze link is voor programma’s die e-mail controleren. Gebruik de scores in de e-mail.',
  },
  questions: {
    nps: {
      question: 'Hoe waarschijnlijk is het dat u ons aanbeveelt bij een vriend of collega?',
      lowLabel: 'Helemaal niet waarschijnlijk',
      highLabel: 'Uiterst waarschijnlijk',
    },
    csat: {
      question: 'Hoe tevreden bent u over ons?',
      lowLabel: 'Zeer ontevreden',
      highLabel: 'Zeer tevreden',
    },
    ces: {
      question: 'We hebben het u gemakkelijk gemaakt om te doen wat u wilde. Bent u het daarmee eens?',
      lowLabel: 'Helemaal mee oneens',
      highLabel: 'Helemaal mee eens',
    },
    effort: {
      question: 'Hoeveel moeite heeft het u gekost om dit voor elkaar te krijgen?',
      lowLabel: 'Zeer weinig',
      highLabel: 'Zeer veel',
    },
  },
}
