import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Feedback',
    reason: 'Vad är den främsta anledningen till ditt betyg?',
    thanks: 'Tack för din feedback.',
    send: 'Skicka',
    close: 'Stäng',
    thumbs: {
      low: 'Dåligt',
      high: 'Bra',
    },
    of: '{n} av {max}',
    chosen: 'Du valde {choice}',
    saved: 'Sparat',
    choices: 'Välj allt som stämmer',
    contact: 'Ni får gärna kontakta mig om detta',
    newWindow: 'öppnas i ett nytt fönster',
  },
  mail: {
    subject: 'En snabb fråga från {from}',
    unsubscribe: 'Avregistrera dig',
    confirmUnsubscribe: 'Vill du inte längre få dessa mejl?',
    unsubscribed: 'Du får inte fler av dessa mejl.',
  },
  links: {
    chooseRating: 'Välj ett betyg först.',
    madeWith: 'Gjord med {name}',
    whoSees: '{name} ser ditt svar och, om du har blivit inbjuden, vem du är.',
    yourAnswer: 'Ditt svar',
    viewAnswer: 'Se, ändra eller radera ditt svar',
    eraseAnswer: 'Radera mitt svar',
    confirmErase: 'Radera ditt svar? Det går inte att ångra.',
    answerErased: 'Ditt svar har raderats.',
    noAnswer: 'Här finns inget svar.',
    linkExpired: 'Länken har gått ut.',
    surveyClosed: 'Enkäten är stängd.',
    unknownLink: 'Länken leder ingenstans.',
    decoyLink: 'Länken är till för program som kontrollerar e-post. Använd betygen i mejlet.',
  },
  questions: {
    nps: {
      question: 'Hur troligt är det att du skulle rekommendera oss till en vän eller kollega?',
      lowLabel: 'Inte alls troligt',
      highLabel: 'Mycket troligt',
    },
    csat: {
      question: 'Hur nöjd är du med oss?',
      lowLabel: 'Mycket missnöjd',
      highLabel: 'Mycket nöjd',
    },
    ces: {
      question: 'Vi gjorde det enkelt för dig att få det du ville gjort. Håller du med?',
      lowLabel: 'Instämmer inte alls',
      highLabel: 'Instämmer helt',
    },
    effort: {
      question: 'Hur mycket behövde du anstränga dig för att få det gjort?',
      lowLabel: 'Väldigt lite',
      highLabel: 'Väldigt mycket',
    },
  },
}
