import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Opinia',
    reason: 'Jaki jest główny powód tej oceny?',
    thanks: 'Dziękujemy za opinię.',
    send: 'Wyślij',
    close: 'Zamknij',
    thumbs: {
      low: 'Źle',
      high: 'Dobrze',
    },
    of: '{n} z {max}',
    chosen: 'Wybrano: {choice}',
    saved: 'Zapisano',
    choices: 'Można zaznaczyć kilka odpowiedzi',
    contact: 'Można się ze mną skontaktować w tej sprawie',
    newWindow: 'otwiera się w nowym oknie',
  },
  mail: {
    subject: '{from}: krótkie pytanie',
    unsubscribe: 'Wypisz mnie',
    confirmUnsubscribe: 'Czy nie chcą Państwo już otrzymywać tych wiadomości?',
    unsubscribed: 'Nie będą już Państwo otrzymywać tych wiadomości.',
  },
  links: {
    chooseRating: 'Najpierw proszę wybrać ocenę.',
    madeWith: 'Utworzono za pomocą {name}',
    whoSees: '{name} widzi Państwa odpowiedź, a w przypadku zaproszenia także to, kim Państwo są.',
    yourAnswer: 'Państwa odpowiedź',
    viewAnswer: 'Zobacz, zmień lub usuń odpowiedź',
    eraseAnswer: 'Usuń moją odpowiedź',
    confirmErase: 'Usunąć odpowiedź? Tej operacji nie można cofnąć.',
    answerErased: 'Odpowiedź została usunięta.',
    noAnswer: 'Nie ma tu odpowiedzi.',
    linkExpired: 'Ten link wygasł.',
    surveyClosed: 'Ta ankieta jest zamknięta.',
    unknownLink: 'Ten link donikąd nie prowadzi.',
    decoyLink:
      'Ten link jest przeznaczony dla programów sprawdzających pocztę. Prosimy skorzystać z ocen w wiadomości.',
  },
  questions: {
    nps: {
      question: 'Na ile prawdopodobne jest, że polecą nas Państwo znajomym lub współpracownikom?',
      lowLabel: 'Zupełnie nieprawdopodobne',
      highLabel: 'Bardzo prawdopodobne',
    },
    csat: {
      question: 'Na ile są Państwo z nas zadowoleni?',
      lowLabel: 'Bardzo niezadowoleni',
      highLabel: 'Bardzo zadowoleni',
    },
    ces: {
      question: 'Ułatwiliśmy Państwu załatwienie sprawy. Czy zgadzają się Państwo z tym?',
      lowLabel: 'Zdecydowanie się nie zgadzam',
      highLabel: 'Zdecydowanie się zgadzam',
    },
    effort: {
      question: 'Ile wysiłku wymagało od Państwa załatwienie tej sprawy?',
      lowLabel: 'Bardzo mało',
      highLabel: 'Bardzo dużo',
    },
  },
}
