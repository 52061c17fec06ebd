import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Feedback',
    reason: 'Was ist der Hauptgrund für Ihre Bewertung?',
    thanks: 'Vielen Dank für Ihr Feedback.',
    send: 'Senden',
    close: 'Schließen',
    thumbs: {
      low: 'Schlecht',
      high: 'Gut',
    },
    of: '{n} von {max}',
    chosen: 'Ausgewählt: {choice}',
    saved: 'Gespeichert',
    choices: 'Wählen Sie alles Zutreffende aus',
    contact: 'Sie dürfen mich dazu kontaktieren',
    newWindow: 'öffnet sich in einem neuen Fenster',
  },
  mail: {
    subject: 'Eine kurze Frage von {from}',
    unsubscribe: 'E-Mails abbestellen',
    confirmUnsubscribe: 'Möchten Sie diese E-Mails nicht mehr erhalten?',
    unsubscribed: 'Sie erhalten diese E-Mails nicht mehr.',
  },
  links: {
    chooseRating: 'Bitte wählen Sie zuerst eine Bewertung.',
    madeWith: 'Erstellt mit {name}',
    whoSees: '{name} sieht Ihre Antwort und, falls Sie eingeladen wurden, wer Sie sind.',
    yourAnswer: 'Ihre Antwort',
    viewAnswer: 'Antwort ansehen, ändern oder löschen',
    eraseAnswer: 'Meine Antwort löschen',
    confirmErase: 'Möchten Sie Ihre Antwort löschen? Das lässt sich nicht rückgängig machen.',
    answerErased: 'Ihre Antwort wurde gelöscht.',
    noAnswer: 'Zu diesem Link gibt es keine Antwort.',
    linkExpired: 'Dieser Link ist abgelaufen.',
    surveyClosed: 'Diese Umfrage ist geschlossen.',
    unknownLink: 'Dieser Link ist ungültig.',
    decoyLink:
      'Dieser Link ist für Programme gedacht, die E-Mails prüfen. Bitte nutzen Sie die Bewertungen in der E-Mail.',
  },
  questions: {
    nps: {
      question: 'Wie wahrscheinlich ist es, dass Sie uns Freunden oder Kollegen weiterempfehlen?',
      lowLabel: 'Überhaupt nicht wahrscheinlich',
      highLabel: 'Äußerst wahrscheinlich',
    },
    csat: {
      question: 'Wie zufrieden sind Sie mit uns?',
      lowLabel: 'Sehr unzufrieden',
      highLabel: 'Sehr zufrieden',
    },
    ces: {
      question: 'Wir haben es Ihnen leicht gemacht, Ihr Anliegen zu erledigen. Stimmen Sie zu?',
      lowLabel: 'Stimme überhaupt nicht zu',
      highLabel: 'Stimme voll und ganz zu',
    },
    effort: {
      question: 'Wie viel Aufwand war für Sie nötig, um Ihr Anliegen zu erledigen?',
      lowLabel: 'Sehr wenig',
      highLabel: 'Sehr viel',
    },
  },
}
