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
    saved: 'Spremljeno',
    choices: 'Odaberite sve što se odnosi na vas',
    contact: 'Možete me kontaktirati u vezi s ovim',
    newWindow: 'otvara se u novom prozoru',
  },
  mail: {
    subject: '{from}: kratko pitanje',
    unsubscribe: 'Odjava',
    confirmUnsubscribe: 'Želite li prestati primati ove poruke?',
    unsubscribed: 'Više nećete primati ove poruke.',
  },
  links: {
    chooseRating: 'Najprije odaberite ocjenu.',
    madeWith: 'Izrađeno uz {name}',
    whoSees: '{name} vidi vaš odgovor, a ako ste pozvani, i tko ste.',
    yourAnswer: 'Vaš odgovor',
    viewAnswer: 'Pogledajte, promijenite ili izbrišite svoj odgovor',
    eraseAnswer: 'Izbriši moj odgovor',
    confirmErase: 'Izbrisati vaš odgovor? To se ne može poništiti.',
    answerErased: 'Vaš je odgovor izbrisan.',
    noAnswer: 'Ovdje nema odgovora.',
    linkExpired: 'Ova je poveznica istekla.',
    surveyClosed: 'Ova je anketa zatvorena.',
    unknownLink: 'Ova poveznica ne vodi nikamo.',
    decoyLink: 'Ova je poveznica za programe koji provjeravaju poštu. Upotrijebite ocjene u poruci.',
  },
  questions: {
    nps: {
      question: 'Koliko je vjerojatno da ćete nas preporučiti prijatelju ili kolegi?',
      lowLabel: 'Uopće nije vjerojatno',
      highLabel: 'Izuzetno vjerojatno',
    },
    csat: {
      question: 'Koliko ste zadovoljni nama?',
      lowLabel: 'Vrlo nezadovoljni',
      highLabel: 'Vrlo zadovoljni',
    },
    ces: {
      question: 'Olakšali smo vam da obavite ono što ste željeli. Slažete li se?',
      lowLabel: 'Uopće se ne slažem',
      highLabel: 'U potpunosti se slažem',
    },
    effort: {
      question: 'Koliko ste truda morali uložiti da biste to obavili?',
      lowLabel: 'Vrlo malo',
      highLabel: 'Vrlo mnogo',
    },
  },
}
