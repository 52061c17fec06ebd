import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Feedback',
    reason: 'Care este motivul principal al notei dvs.?',
    thanks: 'Vă mulțumim pentru feedback.',
    send: 'Trimite',
    close: 'Închide',
    thumbs: {
      low: 'Rău',
      high: 'Bine',
    },
    of: '{n} din {max}',
    chosen: 'Ați ales {choice}',
    saved: 'Salvat',
    choices: 'Alegeți tot ce se potrivește',
    contact: 'Mă puteți contacta în legătură cu acest răspuns',
    newWindow: 'se deschide într-o fereastră nouă',
  },
  mail: {
    subject: 'O întrebare scurtă de la {from}',
    unsubscribe: 'Dezabonare',
    confirmUnsubscribe: 'Nu mai doriți să primiți aceste e-mailuri?',
    unsubscribed: 'Nu veți mai primi aceste e-mailuri.',
  },
  links: {
    chooseRating: 'Alegeți mai întâi o notă.',
    madeWith: 'Creat cu {name}',
    whoSees: '{name} vede răspunsul dumneavoastră și, dacă ați fost invitat, cine sunteți.',
    yourAnswer: 'Răspunsul dvs.',
    viewAnswer: 'Vedeți, modificați sau ștergeți răspunsul',
    eraseAnswer: 'Șterge răspunsul meu',
    confirmErase: 'Ștergeți răspunsul? Acțiunea nu poate fi anulată.',
    answerErased: 'Răspunsul dvs. a fost șters.',
    noAnswer: 'Aici nu este niciun răspuns.',
    linkExpired: 'Acest link a expirat.',
    surveyClosed: 'Acest sondaj este închis.',
    unknownLink: 'Acest link nu duce nicăieri.',
    decoyLink: 'Acest link este pentru programele care verifică e-mailul. Folosiți notele din mesaj.',
  },
  questions: {
    nps: {
      question: 'Cât de probabil este să ne recomandați unui prieten sau coleg?',
      lowLabel: 'Deloc probabil',
      highLabel: 'Extrem de probabil',
    },
    csat: {
      question: 'Care este gradul dvs. de satisfacție față de noi?',
      lowLabel: 'Satisfacție foarte scăzută',
      highLabel: 'Satisfacție foarte ridicată',
    },
    ces: {
      question: 'Datorită nouă, ați rezolvat ușor ceea ce v-ați propus. Sunteți de acord?',
      lowLabel: 'Dezacord total',
      highLabel: 'Acord total',
    },
    effort: {
      question: 'Cât efort a trebuit să depuneți pentru a rezolva acest lucru?',
      lowLabel: 'Foarte puțin',
      highLabel: 'Foarte mult',
    },
  },
}
