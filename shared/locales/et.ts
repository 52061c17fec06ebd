import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Tagasiside',
    reason: 'Mis on teie hinnangu peamine põhjus?',
    thanks: 'Täname tagasiside eest.',
    send: 'Saada',
    close: 'Sulge',
    thumbs: {
      low: 'Halb',
      high: 'Hea',
    },
    of: '{n} ({max} võimalikust)',
    chosen: 'Valitud: {choice}',
    saved: 'Salvestatud',
    choices: 'Valige kõik sobivad',
    contact: 'Võite minuga selle kohta ühendust võtta',
    newWindow: 'avaneb uues aknas',
  },
  mail: {
    subject: '{from}: lühike küsimus',
    unsubscribe: 'Loobu kirjadest',
    confirmUnsubscribe: 'Kas soovite nendest kirjadest loobuda?',
    unsubscribed: 'Te ei saa enam neid kirju.',
  },
  links: {
    chooseRating: 'Valige kõigepealt hinnang.',
    madeWith: 'Loodud {name} abil',
    whoSees: '{name} näeb teie vastust ja kui teid kutsuti, siis ka seda, kes te olete.',
    yourAnswer: 'Teie vastus',
    viewAnswer: 'Vaadake, muutke või kustutage oma vastust',
    eraseAnswer: 'Kustuta minu vastus',
    confirmErase: 'Kas kustutada teie vastus? Seda ei saa tagasi võtta.',
    answerErased: 'Teie vastus on kustutatud.',
    noAnswer: 'Siin pole vastust.',
    linkExpired: 'See link on aegunud.',
    surveyClosed: 'See küsitlus on suletud.',
    unknownLink: 'See link ei vii kuhugi.',
    decoyLink:
      'See link on mõeldud kirju kontrollivatele programmidele. Palun kasutage kirjas olevaid hinnanguid.',
  },
  questions: {
    nps: {
      question: 'Kui tõenäoline on, et soovitate meid sõbrale või kolleegile?',
      lowLabel: 'Üldse mitte tõenäoline',
      highLabel: 'Äärmiselt tõenäoline',
    },
    csat: {
      question: 'Kui rahul te meiega olete?',
      lowLabel: 'Väga rahulolematu',
      highLabel: 'Väga rahul',
    },
    ces: {
      question: 'Tegime teile soovitu saavutamise lihtsaks. Kas nõustute?',
      lowLabel: 'Ei nõustu üldse',
      highLabel: 'Nõustun täielikult',
    },
    effort: {
      question: 'Kui palju pidite selle tegemiseks vaeva nägema?',
      lowLabel: 'Väga vähe',
      highLabel: 'Väga palju',
    },
  },
}
