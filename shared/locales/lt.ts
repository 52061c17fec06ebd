import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Atsiliepimas',
    reason: 'Kokia pagrindinė jūsų įvertinimo priežastis?',
    thanks: 'Ačiū už atsiliepimą.',
    send: 'Siųsti',
    close: 'Uždaryti',
    thumbs: {
      low: 'Blogai',
      high: 'Gerai',
    },
    of: '{n} iš {max}',
    chosen: 'Pasirinkta: {choice}',
    saved: 'Išsaugota',
    choices: 'Pasirinkite visus tinkamus',
    contact: 'Galite su manimi dėl to susisiekti',
    newWindow: 'atsidaro naujame lange',
  },
  mail: {
    subject: '{from}: trumpas klausimas',
    unsubscribe: 'Atsisakyti šių laiškų',
    confirmUnsubscribe: 'Nebenorite gauti šių laiškų?',
    unsubscribed: 'Šių laiškų daugiau nebegausite.',
  },
  links: {
    chooseRating: 'Pirmiausia pasirinkite įvertinimą.',
    madeWith: 'Sukurta su {name}',
    whoSees: '{name} mato jūsų atsakymą, o jei buvote pakviesti – ir kas jūs esate.',
    yourAnswer: 'Jūsų atsakymas',
    viewAnswer: 'Peržiūrėkite, pakeiskite arba ištrinkite savo atsakymą',
    eraseAnswer: 'Ištrinti mano atsakymą',
    confirmErase: 'Ištrinti jūsų atsakymą? To negalima atšaukti.',
    answerErased: 'Jūsų atsakymas ištrintas.',
    noAnswer: 'Čia atsakymo nėra.',
    linkExpired: 'Šios nuorodos galiojimas baigėsi.',
    surveyClosed: 'Ši apklausa uždaryta.',
    unknownLink: 'Ši nuoroda niekur neveda.',
    decoyLink: 'Ši nuoroda skirta paštą tikrinančioms programoms. Naudokite laiške esančius įvertinimus.',
  },
  questions: {
    nps: {
      question: 'Kiek tikėtina, kad rekomenduosite mus draugui ar kolegai?',
      lowLabel: 'Visai netikėtina',
      highLabel: 'Labai tikėtina',
    },
    csat: {
      question: 'Kiek esate mumis patenkinti?',
      lowLabel: 'Labai nepatenkinti',
      highLabel: 'Labai patenkinti',
    },
    ces: {
      question: 'Padėjome jums lengvai atlikti tai, ko norėjote. Ar sutinkate?',
      lowLabel: 'Visiškai nesutinku',
      highLabel: 'Visiškai sutinku',
    },
    effort: {
      question: 'Kiek pastangų jums prireikė, kad tai atliktumėte?',
      lowLabel: 'Labai mažai',
      highLabel: 'Labai daug',
    },
  },
}
