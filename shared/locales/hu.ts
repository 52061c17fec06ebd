import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Visszajelzés',
    reason: 'Mi a fő oka ennek az értékelésnek?',
    thanks: 'Köszönjük a visszajelzését.',
    send: 'Küldés',
    close: 'Bezárás',
    thumbs: {
      low: 'Rossz',
      high: 'Jó',
    },
    of: '{max} pontból {n}',
    chosen: 'Választott érték: {choice}',
    saved: 'Mentve',
    choices: 'Jelölje be mindazt, ami igaz',
    contact: 'Megkereshetnek ezzel kapcsolatban',
    newWindow: 'új ablakban nyílik meg',
  },
  mail: {
    subject: '{from}: egy rövid kérdés',
    unsubscribe: 'Leiratkozás',
    confirmUnsubscribe: 'Nem szeretne több ilyen e-mailt kapni?',
    unsubscribed: 'Nem kap több ilyen e-mailt.',
  },
  links: {
    chooseRating: 'Először válasszon egy pontszámot.',
    madeWith: 'A {name} segítségével készült',
    whoSees: '{name} látja a válaszát, és ha meghívták, azt is, hogy Ön kicsoda.',
    yourAnswer: 'Az Ön válasza',
    viewAnswer: 'Válasz megtekintése, módosítása vagy törlése',
    eraseAnswer: 'Válaszom törlése',
    confirmErase: 'Törli a válaszát? Ez nem vonható vissza.',
    answerErased: 'A válaszát töröltük.',
    noAnswer: 'Itt nincs válasz.',
    linkExpired: 'Ez a hivatkozás lejárt.',
    surveyClosed: 'Ez a felmérés lezárult.',
    unknownLink: 'Ez a hivatkozás nem vezet sehová.',
    decoyLink:
      'Ez a hivatkozás a leveleket ellenőrző programoknak szól. Kérjük, használja a levélben lévő pontszámokat.',
  },
  questions: {
    nps: {
      question: 'Mennyire valószínű, hogy ajánlana minket egy barátjának vagy kollégájának?',
      lowLabel: 'Egyáltalán nem valószínű',
      highLabel: 'Rendkívül valószínű',
    },
    csat: {
      question: 'Mennyire elégedett velünk?',
      lowLabel: 'Nagyon elégedetlen',
      highLabel: 'Nagyon elégedett',
    },
    ces: {
      question: 'Megkönnyítettük, hogy elintézze, amit szeretett volna. Egyetért ezzel?',
      lowLabel: 'Egyáltalán nem értek egyet',
      highLabel: 'Teljes mértékben egyetértek',
    },
    effort: {
      question: 'Mekkora erőfeszítésébe került, hogy ezt elintézze?',
      lowLabel: 'Nagyon kicsi',
      highLabel: 'Nagyon nagy',
    },
  },
}
