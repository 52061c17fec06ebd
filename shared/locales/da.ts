import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Feedback',
    reason: 'Hvad er den vigtigste grund til din vurdering?',
    thanks: 'Tak for din feedback.',
    send: 'Send',
    close: 'Luk',
    thumbs: {
      low: 'Dårlig',
      high: 'God',
    },
    of: '{n} af {max}',
    chosen: 'Du har valgt {choice}',
    saved: 'Gemt',
    choices: 'Vælg alt det, der passer',
    contact: 'I må gerne kontakte mig om dette',
    newWindow: 'åbner i et nyt vindue',
  },
  mail: {
    subject: 'Et hurtigt spørgsmål fra {from}',
    unsubscribe: 'Afmeld',
    confirmUnsubscribe: 'Vil du ikke længere have disse e-mails?',
    unsubscribed: 'Du får ikke flere af disse e-mails.',
  },
  links: {
    chooseRating: 'Vælg først en vurdering.',
    madeWith: 'Lavet med {name}',
    whoSees: '{name} kan se dit svar og, hvis du er blevet inviteret, hvem du er.',
    yourAnswer: 'Dit svar',
    viewAnswer: 'Se, ret eller slet dit svar',
    eraseAnswer: 'Slet mit svar',
    confirmErase: 'Vil du slette dit svar? Det kan ikke fortrydes.',
    answerErased: 'Dit svar er slettet.',
    noAnswer: 'Der er intet svar her.',
    linkExpired: 'Dette link er udløbet.',
    surveyClosed: 'Denne undersøgelse er lukket.',
    unknownLink: 'Dette link fører ingen steder hen.',
    decoyLink:
      'Dette link er til programmer, der kontrollerer e-mails. Brug venligst vurderingerne i e-mailen.',
  },
  questions: {
    nps: {
      question: 'Hvor sandsynligt er det, at du vil anbefale os til en ven eller kollega?',
      lowLabel: 'Slet ikke sandsynligt',
      highLabel: 'Yderst sandsynligt',
    },
    csat: {
      question: 'Hvor tilfreds er du med os?',
      lowLabel: 'Meget utilfreds',
      highLabel: 'Meget tilfreds',
    },
    ces: {
      question: 'Vi gjorde det nemt for dig at få klaret det, du skulle. Er du enig?',
      lowLabel: 'Meget uenig',
      highLabel: 'Meget enig',
    },
    effort: {
      question: 'Hvor stor en indsats krævede det af dig at få det klaret?',
      lowLabel: 'Meget lille',
      highLabel: 'Meget stor',
    },
  },
}
