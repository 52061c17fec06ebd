import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Atsauksme',
    reason: 'Kāds ir jūsu vērtējuma galvenais iemesls?',
    thanks: 'Paldies par atsauksmi.',
    send: 'Sūtīt',
    close: 'Aizvērt',
    thumbs: {
      low: 'Slikti',
      high: 'Labi',
    },
    of: '{n} no {max}',
    chosen: 'Izvēlēts: {choice}',
    saved: 'Saglabāts',
    choices: 'Atzīmējiet visu atbilstošo',
    contact: 'Drīkstat ar mani par to sazināties',
    newWindow: 'atveras jaunā logā',
  },
  mail: {
    subject: '{from}: īss jautājums',
    unsubscribe: 'Atteikties no šiem e-pastiem',
    confirmUnsubscribe: 'Vai vairs nevēlaties saņemt šos e-pastus?',
    unsubscribed: 'Jūs vairs nesaņemsiet šos e-pastus.',
  },
  links: {
    chooseRating: 'Vispirms izvēlieties vērtējumu.',
    madeWith: 'Izveidots ar {name}',
    whoSees: '{name} redz jūsu atbildi un, ja bijāt uzaicināti, arī to, kas jūs esat.',
    yourAnswer: 'Jūsu atbilde',
    viewAnswer: 'Skatīt, mainīt vai dzēst savu atbildi',
    eraseAnswer: 'Dzēst manu atbildi',
    confirmErase: 'Vai dzēst jūsu atbildi? To nevar atsaukt.',
    answerErased: 'Jūsu atbilde ir dzēsta.',
    noAnswer: 'Šeit nav atbildes.',
    linkExpired: 'Šīs saites derīgums ir beidzies.',
    surveyClosed: 'Šī aptauja ir slēgta.',
    unknownLink: 'Šī saite nekur neved.',
    decoyLink:
      'Šī saite paredzēta programmām, kas pārbauda pastu. Lūdzu, izmantojiet vēstulē esošos vērtējumus.',
  },
  questions: {
    nps: {
      question: 'Cik ticams ir, ka jūs mūs ieteiktu draugam vai kolēģim?',
      lowLabel: 'Nemaz nav ticams',
      highLabel: 'Ļoti ticams',
    },
    csat: {
      question: 'Cik apmierināti jūs esat ar mums?',
      lowLabel: 'Ļoti neapmierināti',
      highLabel: 'Ļoti apmierināti',
    },
    ces: {
      question: 'Mēs palīdzējām jums viegli paveikt iecerēto. Vai piekrītat?',
      lowLabel: 'Pilnīgi nepiekrītu',
      highLabel: 'Pilnīgi piekrītu',
    },
    effort: {
      question: 'Cik daudz pūļu jums bija jāpieliek, lai to paveiktu?',
      lowLabel: 'Ļoti maz',
      highLabel: 'Ļoti daudz',
    },
  },
}
