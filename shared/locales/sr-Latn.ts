import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Povratne informacije',
    reason: 'Koji je glavni razlog za vašu ocenu?',
    thanks: 'Hvala na povratnim informacijama.',
    send: 'Pošalji',
    close: 'Zatvori',
    thumbs: {
      low: 'Loše',
      high: 'Dobro',
    },
    of: '{n} od {max}',
    chosen: 'Izabrano: {choice}',
    saved: 'Sačuvano',
    choices: 'Izaberite sve što se odnosi na vas',
    contact: 'Možete me kontaktirati u vezi sa ovim',
    newWindow: 'otvara se u novom prozoru',
  },
  mail: {
    subject: '{from}: kratko pitanje',
    unsubscribe: 'Odjavi me',
    confirmUnsubscribe: 'Želite li da prestanete da primate ove poruke?',
    unsubscribed: 'Više nećete dobijati ove poruke.',
  },
  links: {
    chooseRating: 'Prvo izaberite ocenu.',
    madeWith: 'Napravljeno uz {name}',
    whoSees: '{name} vidi vaš odgovor, a ako ste pozvani, i ko ste.',
    yourAnswer: 'Vaš odgovor',
    viewAnswer: 'Pogledajte, promenite ili obrišite svoj odgovor',
    eraseAnswer: 'Obriši moj odgovor',
    confirmErase: 'Obrisati vaš odgovor? To se ne može opozvati.',
    answerErased: 'Vaš odgovor je obrisan.',
    noAnswer: 'Ovde nema odgovora.',
    linkExpired: 'Ova veza je istekla.',
    surveyClosed: 'Ova anketa je zatvorena.',
    unknownLink: 'Ova veza ne vodi nikuda.',
    decoyLink: 'Ova veza je za programe koji proveravaju poštu. Koristite ocene u poruci.',
  },
  questions: {
    nps: {
      question: 'Koliko je verovatno da ćete nas preporučiti prijatelju ili kolegi?',
      lowLabel: 'Uopšte nije verovatno',
      highLabel: 'Izuzetno verovatno',
    },
    csat: {
      question: 'Koliko ste zadovoljni nama?',
      lowLabel: 'Veoma nezadovoljni',
      highLabel: 'Veoma zadovoljni',
    },
    ces: {
      question: 'Olakšali smo vam da obavite ono što ste želeli. Da li se slažete?',
      lowLabel: 'Uopšte se ne slažem',
      highLabel: 'U potpunosti se slažem',
    },
    effort: {
      question: 'Koliko truda ste morali da uložite da biste to obavili?',
      lowLabel: 'Veoma malo',
      highLabel: 'Veoma mnogo',
    },
  },
}
