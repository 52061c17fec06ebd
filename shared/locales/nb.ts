import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Tilbakemelding',
    reason: 'Hva er hovedårsaken til vurderingen din?',
    thanks: 'Takk for tilbakemeldingen.',
    send: 'Send',
    close: 'Lukk',
    thumbs: {
      low: 'Dårlig',
      high: 'Bra',
    },
    of: '{n} av {max}',
    chosen: 'Du valgte {choice}',
    saved: 'Lagret',
    choices: 'Velg alt som passer',
    contact: 'Dere kan gjerne kontakte meg om dette',
    newWindow: 'åpnes i et nytt vindu',
  },
  mail: {
    subject: 'Et raskt spørsmål fra {from}',
    unsubscribe: 'Meld deg av',
    confirmUnsubscribe: 'Vil du ikke lenger ha disse e-postene?',
    unsubscribed: 'Du får ikke flere av disse e-postene.',
  },
  links: {
    chooseRating: 'Velg en vurdering først.',
    madeWith: 'Laget med {name}',
    whoSees: '{name} ser svaret ditt og, hvis du er invitert, hvem du er.',
    yourAnswer: 'Svaret ditt',
    viewAnswer: 'Se, endre eller slett svaret ditt',
    eraseAnswer: 'Slett svaret mitt',
    confirmErase: 'Vil du slette svaret ditt? Det kan ikke angres.',
    answerErased: 'Svaret ditt er slettet.',
    noAnswer: 'Det er ikke noe svar her.',
    linkExpired: 'Denne lenken er utløpt.',
    surveyClosed: 'Denne undersøkelsen er lukket.',
    unknownLink: 'Denne lenken fører ingen steder.',
    decoyLink: 'Denne lenken er for programmer som kontrollerer e-post. Bruk vurderingene i e-posten.',
  },
  questions: {
    nps: {
      question: 'Hvor sannsynlig er det at du vil anbefale oss til en venn eller kollega?',
      lowLabel: 'Ikke sannsynlig i det hele tatt',
      highLabel: 'Svært sannsynlig',
    },
    csat: {
      question: 'Hvor fornøyd er du med oss?',
      lowLabel: 'Svært misfornøyd',
      highLabel: 'Svært fornøyd',
    },
    ces: {
      question: 'Vi gjorde det enkelt for deg å få gjort det du skulle. Er du enig?',
      lowLabel: 'Helt uenig',
      highLabel: 'Helt enig',
    },
    effort: {
      question: 'Hvor mye innsats måtte du legge ned for å få det gjort?',
      lowLabel: 'Svært lite',
      highLabel: 'Svært mye',
    },
  },
}
