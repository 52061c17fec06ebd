import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'Feedback',
    reason: 'Ano ang pangunahing dahilan ng inyong iskor?',
    thanks: 'Salamat sa inyong feedback.',
    send: 'Ipadala',
    close: 'Isara',
    thumbs: {
      low: 'Hindi maganda',
      high: 'Maganda',
    },
    of: '{n} sa {max}',
    chosen: 'Napili: {choice}',
    saved: 'Na-save na',
    choices: 'Piliin ang lahat ng naaangkop',
    contact: 'Maaari ninyo akong kontakin tungkol dito',
    newWindow: 'bubukas sa bagong window',
  },
  mail: {
    subject: 'Isang maikling tanong mula sa {from}',
    unsubscribe: 'Mag-unsubscribe',
    confirmUnsubscribe: 'Gusto ba ninyong itigil ang pagtanggap ng mga email na ito?',
    unsubscribed: 'Hindi na kayo makatatanggap ng mga email na ito.',
  },
  links: {
    chooseRating: 'Pumili muna ng iskor.',
    madeWith: 'Gawa gamit ang {name}',
    whoSees: 'Makikita ng {name} ang sagot ninyo at, kung inimbitahan kayo, kung sino kayo.',
    yourAnswer: 'Ang inyong sagot',
    viewAnswer: 'Tingnan, baguhin o burahin ang inyong sagot',
    eraseAnswer: 'Burahin ang aking sagot',
    confirmErase: 'Gusto ba ninyong burahin ang inyong sagot? Hindi na ito maibabalik.',
    answerErased: 'Nabura na ang inyong sagot.',
    noAnswer: 'Walang sagot dito.',
    linkExpired: 'Nag-expire na ang link na ito.',
    surveyClosed: 'Sarado na ang survey na ito.',
    unknownLink: 'Hindi wasto ang link na ito.',
    decoyLink:
      'Ang link na ito ay para sa mga programang sumusuri ng email. Pakigamit ang mga iskor sa email.',
  },
  questions: {
    nps: {
      question: 'Gaano kalamang na irerekomenda ninyo kami sa isang kaibigan o katrabaho?',
      lowLabel: 'Talagang hindi malamang',
      highLabel: 'Lubhang malamang',
    },
    csat: {
      question: 'Gaano kayo nasisiyahan sa amin?',
      lowLabel: 'Lubhang hindi nasisiyahan',
      highLabel: 'Lubhang nasisiyahan',
    },
    ces: {
      question: 'Pinadali namin para sa inyo ang kailangan ninyong gawin. Sang-ayon ba kayo?',
      lowLabel: 'Lubos na hindi sang-ayon',
      highLabel: 'Lubos na sang-ayon',
    },
    effort: {
      question: 'Gaano kalaking pagsisikap ang kinailangan ninyo para magawa ito?',
      lowLabel: 'Napakaliit',
      highLabel: 'Napakalaki',
    },
  },
}
