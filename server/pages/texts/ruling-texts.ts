import { translatable } from './translatable.ts'

type Rest = 'answered' | 'dismissed' | 'shown'

const after = {
  answered: 'after an answer',
  dismissed: 'after a dismissal or a mail',
  shown: 'after any survey',
} as const
const did = {
  answered: 'answered it',
  dismissed: 'dismissed it or were mailed it',
  shown: 'were last asked any survey',
} as const

/** What each rule of a survey says of one person, in English, in which the API says it too. */
export const rulingTexts = translatable('rulings', {
  none: 'No rule is against it.',
  noneOfMail: 'No rule is against it: a campaign that has them may mail them.',
  status: {
    names: { draft: 'draft', live: 'live', paused: 'paused', closed: 'closed' },
    before: (day: string) => `The survey was made on ${day}.`,
    says: {
      draft: 'It is a draft.',
      live: 'The survey is published.',
      paused: 'The survey is paused.',
      closed: 'The survey is closed.',
    },
  },
  dates: {
    none: 'It has no first or last day.',
    from: (day: string) => `from ${day}`,
    until: (day: string) => `until ${day}`,
    early: (day: string) => `It begins on ${day}.`,
    over: (day: string) => `It ended on ${day}.`,
    within: 'The moment is within its dates.',
  },
  quota: {
    none: 'It has no limit of answers.',
    full: 'It has all the answers it asked for.',
    room: 'It has room for more answers, as of now.',
  },
  rest: {
    none: (rest: Rest) => `It asks for no rest ${after[rest]}.`,
    days: (rest: Rest, days: string) => `${days} ${after[rest]}`,
    forEver: (rest: Rest) => `for ever ${after[rest]}`,
    usual: (value: string) => `${value} (the default)`,
    never: (rest: Rest) => `They never ${did[rest]}, as far as is known.`,
    over: (rest: Rest, day: string) => `They ${did[rest]} on ${day}; the rest is over.`,
    until: (rest: Rest, day: string, end: string) => `They ${did[rest]} on ${day}, and rest until ${end}.`,
    always: (rest: Rest, day: string) => `They ${did[rest]} on ${day}, and rest for ever.`,
    untilUnsure: (rest: Rest, day: string, end: string) =>
      `They ${did[rest]} on ${day}, but your server did not vouch for who it was: only that browser knows, where they rest until ${end}.`,
    alwaysUnsure: (rest: Rest, day: string) =>
      `They ${did[rest]} on ${day}, but your server did not vouch for who it was: only that browser knows, where they rest for ever.`,
  },
  mails: {
    value: 'no mails to those who unsubscribed, bounced or complained',
    unwanted: (reason: 'unsubscribed' | 'bounced' | 'complained' | 'added', day: string) =>
      `They get no mails since ${day}: ${reason}.`,
    noAddress: 'No email address is known.',
    fine: 'Nothing is against mailing them.',
  },
  sites: {
    none: 'none',
    all: 'Pages of any site may ask.',
    notSaid: 'Which site the page is of was not said.',
    allowed: 'The page is of a site that may ask.',
    refused: (origin: string) => `${origin} is no site that may ask.`,
  },
  pages: {
    all: 'It may show on every page.',
    on: (list: string) => `on ${list}`,
    but: (list: string) => `not on ${list}`,
    notSaid: (value: string) => `It shows only ${value}: which page it was is not said.`,
    shows: 'It may show on this page.',
    not: 'It does not show on this page.',
  },
  audience: {
    all: 'It is for everybody.',
    is: (property: string, values: string) => `${property} is ${values}`,
    not: (property: string, values: string) => `${property} is not ${values}`,
    or: ' or ',
    and: ' and ',
    further: ', and ',
    notKnown: (value: string) => `It is for people whose ${value}; what the page says of them is not known.`,
    among: (day: string) => `They are of those it is for, by their answer of ${day}.`,
    other: (value: string, theirs: string, day: string) =>
      `It is for people whose ${value}; theirs is ${theirs}, by their answer of ${day}.`,
    without: (value: string, day: string) =>
      `It is for people whose ${value}; theirs is not known, by their answer of ${day}.`,
  },
  share: {
    all: 'It asks everybody, not a share.',
    within: (drawn: string, share: string) =>
      `They stand at ${drawn} of 100 %, within the ${share} that are asked.`,
    beyond: (drawn: string, share: string) =>
      `They stand at ${drawn} of 100 %, beyond the ${share} that are asked: always the same people.`,
  },
  trigger: {
    none: 'It waits for nothing on the page.',
    waits: (words: string) => `It waits until ${words}: only the browser knows.`,
    until: {
      event: (name: string) => `the page tracks “${name}”`,
      click: (selector: string) => `${selector} is clicked`,
      seconds: (n: number) => `${n} seconds pass`,
      scroll: (percent: number) => `${percent} % of the page is scrolled past`,
      idle: (n: number) => `${n} seconds pass without input`,
      exit: 'the pointer leaves the page at its top',
    },
  },
})
