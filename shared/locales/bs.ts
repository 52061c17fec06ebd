import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Povratne informacije',
    reason: 'Koji je glavni razlog vaše ocjene?',
    thanks: 'Hvala na povratnim informacijama.',
    send: 'Pošalji',
    close: 'Zatvori',
    thumbs: {
      low: 'Loše',
      high: 'Dobro',
    },
    of: '{n} od {max}',
    chosen: 'Odabrali ste: {choice}',
    saved: 'Sačuvano',
    choices: 'Odaberite sve što se odnosi na vas',
    contact: 'Možete me kontaktirati u vezi s ovim',
    newWindow: 'otvara se u novom prozoru',
  },
  mail: {
    subject: '{from}: kratko pitanje',
    unsubscribe: 'Odjavi me',
    confirmUnsubscribe: 'Želite li prestati primati ove poruke?',
    unsubscribed: 'Više nećete primati ove poruke.',
  },
  links: {
    chooseRating: 'Prvo odaberite ocjenu.',
    madeWith: 'Izrađeno uz {name}',
    whoSees: '{name} vidi vaš odgovor, a ako ste pozvani, i ko ste.',
    yourAnswer: 'Vaš odgovor',
    viewAnswer: 'Pogledajte, promijenite ili izbrišite svoj odgovor',
    eraseAnswer: 'Izbriši moj odgovor',
    confirmErase: 'Želite li izbrisati svoj odgovor? To se ne može poništiti.',
    answerErased: 'Vaš odgovor je izbrisan.',
    noAnswer: 'Ovdje nema odgovora.',
    linkExpired: 'Ovaj link je istekao.',
    surveyClosed: 'Ova anketa je zatvorena.',
    unknownLink: 'Ovaj link nije važeći.',
    decoyLink: 'Ovaj link je namijenjen programima koji provjeravaju poštu. Koristite ocjene u poruci.',
  },
  questions: {
    nps: {
      question: 'Koliko je vjerovatno da ćete nas preporučiti prijatelju ili kolegi?',
      lowLabel: 'Nimalo vjerovatno',
      highLabel: 'Izuzetno vjerovatno',
    },
    csat: {
      question: 'Koliko ste zadovoljni nama?',
      lowLabel: 'Veoma nezadovoljni',
      highLabel: 'Veoma zadovoljni',
    },
    ces: {
      question: 'Olakšali smo vam da obavite ono što ste željeli. Slažete li se?',
      lowLabel: 'Uopće se ne slažem',
      highLabel: 'U potpunosti se slažem',
    },
    effort: {
      question: 'Koliko ste truda morali uložiti da biste to obavili?',
      lowLabel: 'Veoma malo',
      highLabel: 'Veoma mnogo',
    },
  },
}
