import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Palaute',
    reason: 'Mikä on tärkein syy arvosanallesi?',
    thanks: 'Kiitos palautteestasi.',
    send: 'Lähetä',
    close: 'Sulje',
    thumbs: {
      low: 'Huono',
      high: 'Hyvä',
    },
    of: '{n}, enintään {max}',
    chosen: 'Valittu: {choice}',
    saved: 'Tallennettu',
    choices: 'Valitse kaikki sopivat',
    contact: 'Minuun saa ottaa yhteyttä tässä asiassa',
    newWindow: 'avautuu uuteen ikkunaan',
  },
  mail: {
    subject: '{from}: lyhyt kysymys',
    unsubscribe: 'Poistu postituslistalta',
    confirmUnsubscribe: 'Etkö halua enää saada näitä viestejä?',
    unsubscribed: 'Et saa enää näitä viestejä.',
  },
  links: {
    chooseRating: 'Valitse ensin arvosana.',
    madeWith: 'Palvelun tarjoaa {name}',
    whoSees: '{name} näkee vastauksesi ja, jos sinut on kutsuttu, kuka olet.',
    yourAnswer: 'Vastauksesi',
    viewAnswer: 'Katso, muuta tai poista vastauksesi',
    eraseAnswer: 'Poista vastaukseni',
    confirmErase: 'Poistetaanko vastauksesi? Tätä ei voi perua.',
    answerErased: 'Vastauksesi on poistettu.',
    noAnswer: 'Täällä ei ole vastausta.',
    linkExpired: 'Tämä linkki on vanhentunut.',
    surveyClosed: 'Tämä kysely on suljettu.',
    unknownLink: 'Tämä linkki ei johda mihinkään.',
    decoyLink: 'Tämä linkki on sähköpostia tarkistaville ohjelmille. Käytä viestissä olevia arvosanoja.',
  },
  questions: {
    nps: {
      question: 'Kuinka todennäköisesti suosittelisit meitä ystävälle tai kollegalle?',
      lowLabel: 'En lainkaan todennäköisesti',
      highLabel: 'Erittäin todennäköisesti',
    },
    csat: {
      question: 'Kuinka tyytyväinen olet meihin?',
      lowLabel: 'Erittäin tyytymätön',
      highLabel: 'Erittäin tyytyväinen',
    },
    ces: {
      question: 'Teimme asioinnistasi helppoa. Oletko samaa mieltä?',
      lowLabel: 'Täysin eri mieltä',
      highLabel: 'Täysin samaa mieltä',
    },
    effort: {
      question: 'Kuinka paljon vaivaa sinun piti nähdä saadaksesi asiasi hoidettua?',
      lowLabel: 'Hyvin vähän',
      highLabel: 'Hyvin paljon',
    },
  },
}
