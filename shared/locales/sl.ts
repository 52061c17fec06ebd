import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Povratne informacije',
    reason: 'Kaj je glavni razlog za vašo oceno?',
    thanks: 'Hvala za povratne informacije.',
    send: 'Pošlji',
    close: 'Zapri',
    thumbs: {
      low: 'Slabo',
      high: 'Dobro',
    },
    of: '{n} od {max}',
    chosen: 'Izbrano: {choice}',
    saved: 'Shranjeno',
    choices: 'Izberite vse, kar velja',
    contact: 'Glede tega me lahko kontaktirate',
    newWindow: 'odpre se v novem oknu',
  },
  mail: {
    subject: '{from}: kratko vprašanje',
    unsubscribe: 'Odjava',
    confirmUnsubscribe: 'Ne želite več prejemati teh sporočil?',
    unsubscribed: 'Teh sporočil ne boste več prejemali.',
  },
  links: {
    chooseRating: 'Najprej izberite oceno.',
    madeWith: 'Narejeno s storitvijo {name}',
    whoSees: '{name} vidi vaš odgovor in, če ste bili povabljeni, tudi, kdo ste.',
    yourAnswer: 'Vaš odgovor',
    viewAnswer: 'Oglejte si, spremenite ali izbrišite svoj odgovor',
    eraseAnswer: 'Izbriši moj odgovor',
    confirmErase: 'Želite izbrisati svoj odgovor? Tega ni mogoče razveljaviti.',
    answerErased: 'Vaš odgovor je izbrisan.',
    noAnswer: 'Tukaj ni odgovora.',
    linkExpired: 'Ta povezava je potekla.',
    surveyClosed: 'Ta anketa je zaprta.',
    unknownLink: 'Ta povezava ne vodi nikamor.',
    decoyLink: 'Ta povezava je za programe, ki preverjajo pošto. Uporabite ocene v sporočilu.',
  },
  questions: {
    nps: {
      question: 'Kako verjetno je, da nas boste priporočili prijatelju ali sodelavcu?',
      lowLabel: 'Sploh ni verjetno',
      highLabel: 'Izjemno verjetno',
    },
    csat: {
      question: 'Kako zadovoljni ste z nami?',
      lowLabel: 'Zelo nezadovoljni',
      highLabel: 'Zelo zadovoljni',
    },
    ces: {
      question: 'Poskrbeli smo, da ste zlahka opravili, kar ste želeli. Se strinjate?',
      lowLabel: 'Sploh se ne strinjam',
      highLabel: 'Popolnoma se strinjam',
    },
    effort: {
      question: 'Koliko truda ste morali vložiti, da ste to opravili?',
      lowLabel: 'Zelo malo',
      highLabel: 'Zelo veliko',
    },
  },
}
