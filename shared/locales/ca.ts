import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Opinió',
    reason: 'Quin és el motiu principal de la seva puntuació?',
    thanks: 'Gràcies per la seva opinió.',
    send: 'Envia',
    close: 'Tanca',
    thumbs: {
      low: 'Malament',
      high: 'Bé',
    },
    of: '{n} de {max}',
    chosen: 'Puntuació triada: {choice}',
    saved: 'Desat',
    choices: 'Pot triar més d’una resposta',
    contact: 'Accepto que contactin amb mi sobre això',
    newWindow: 's’obre en una finestra nova',
  },
  mail: {
    subject: '{from}: una pregunta ràpida',
    unsubscribe: 'Dona’m de baixa',
    confirmUnsubscribe: 'Vol deixar de rebre aquests correus?',
    unsubscribed: 'Ja no rebrà aquests correus.',
  },
  links: {
    chooseRating: 'Primer triï una puntuació.',
    madeWith: 'Fet amb {name}',
    whoSees: '{name} veu la seva resposta i, si l’han convidat, qui és vostè.',
    yourAnswer: 'La seva resposta',
    viewAnswer: 'Consulta, modifica o suprimeix la resposta',
    eraseAnswer: 'Suprimeix la meva resposta',
    confirmErase: 'Vol suprimir la seva resposta? Aquesta acció no es pot desfer.',
    answerErased: 'La seva resposta s’ha suprimit.',
    noAnswer: 'Aquí no hi ha cap resposta.',
    linkExpired: 'Aquest enllaç ha caducat.',
    surveyClosed: 'Aquesta enquesta està tancada.',
    unknownLink: 'Aquest enllaç no és vàlid.',
    decoyLink:
      'Aquest enllaç és per a programes que revisen el correu. Utilitzi les puntuacions del missatge.',
  },
  questions: {
    nps: {
      question: 'Quina probabilitat hi ha que ens recomani a un amic o a un company de feina?',
      lowLabel: 'Gens probable',
      highLabel: 'Extremadament probable',
    },
    csat: {
      question: 'Quin és el seu grau de satisfacció amb nosaltres?',
      lowLabel: 'Satisfacció molt baixa',
      highLabel: 'Satisfacció molt alta',
    },
    ces: {
      question: 'Li hem facilitat fer el que necessitava. Hi està d’acord?',
      lowLabel: 'Totalment en desacord',
      highLabel: 'Totalment d’acord',
    },
    effort: {
      question: 'Quant d’esforç ha hagut de fer per aconseguir-ho?',
      lowLabel: 'Molt poc',
      highLabel: 'Moltíssim',
    },
  },
}
