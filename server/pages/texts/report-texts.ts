import { translatable } from './translatable.ts'

/** What is said first in a report, in English. */
export const reportTexts = translatable('report', {
  edit: 'Edit survey',
  states: { draft: 'draft', live: 'live', paused: 'paused', closed: 'closed' },
  allInAnswers: 'See them in Answers',
  noAnswers: 'No answers match. Take a filter off or widen the period.',
  showAll: 'Show all answers of all time',
  noneYet: 'Nobody has answered yet',
  noneYetAbout: 'The score, its change and what people say stand here from the first answers on.',
  putInPlace: 'Install and share',
  toEditor: 'Edit and publish it',
  take: {
    share: 'Share',
    shareLabel: 'Address of this report',
    shareAbout:
      'The address has the whole filter. It opens for whoever has a key of this workspace, with the numbers of that moment.',
    print: 'Print',
    export: 'Export CSV',
    trend: 'The trend',
    segments: 'The segments',
    themes: 'The themes',
    answers: 'The answers',
  },
  pool: {
    title: 'Surveys counted together',
    about:
      'Every answer counts once, whichever survey it is to: a survey with more answers weighs more. Themes and comments are those of one survey: open it by itself to read them.',
    survey: 'Survey',
    answers: 'Answers',
  },
  filter: {
    name: 'Which answers',
    survey: 'Survey',
    countWith: 'Count together with',
    pooled: (name: string, others: string) => `${name} + ${others}`,
    ofSurveys: (n: string) => `of ${n} surveys`,
    period: 'Period',
    allTime: 'All time',
    answersOf: 'Answers of',
    on: 'on',
    everybody: 'everybody',
    empty: '(empty)',
    compare: 'Compare',
    comparisons: { previous: 'The period before', none: 'Nothing' },
    compared: (period: string) => `compared with ${period}`,
    clear: 'Clear',
    together: 'answers counted together by',
    signed: 'Verified people',
    unsigned: 'People who are not verified',
    counts: {
      all: 'Every answer',
      latest: 'The latest answer of each person',
      first: 'The first answer of each person',
    },
    intervals: {
      day: 'Day',
      week: 'Week',
      month: 'Month',
      quarter: 'Quarter',
      'rolling-30': 'Rolling 30 days',
    },
    labels: {
      band: 'Score',
      theme: 'Theme',
      text: 'Text',
      origin: 'From',
      channel: 'Channel',
      verified: 'Identity',
      count: 'Count',
      interval: 'Trend by',
      cluster: 'Count together by',
      timezone: 'Time zone',
    },
  },
  first: {
    title: 'What to look at first',
    change: (direction: 'higher' | 'lower', name: string, distance: string, before: string) =>
      `${name} is ${distance} ${direction} than in ${before}.`,
    segment: (direction: 'above' | 'below', property: string, value: string, distance: string, n: string) =>
      `${property} ${value}: ${distance} ${direction} the rest, from ${n}.`,
    theme: (direction: 'higher' | 'lower', theme: string, distance: string, n: string) =>
      `Comments on ${theme}: ${distance} ${direction} than the others, from ${n}.`,
    nothing: 'Nothing stands out: neither a change nor a group that differs clearly from the rest.',
  },
  trend: {
    thresholdChange: (day: string, version: number, band: string, from: number, to: number) =>
      `Since ${day}, version ${version}, an answer counts as ${band} from ${to}; before it was from ${from}. All of this report counts from the point chosen last.`,
    onePerPerson: {
      latest:
        'Each period counts the latest answer in it of each person, so together they may have more answers than the score.',
      first:
        'Each period counts the first answer in it of each person, so together they may have more answers than the score.',
    },
  },
  funnel: {
    people: 'People, not page views: who is known by an id or email counts once.',
    anonymous: (showings: string, n: number) =>
      n === 1
        ? '1 showing was to somebody not known, and counts by itself.'
        : `${showings} were to people not known, and count each.`,
  },
  goal: {
    title: 'Goal',
    aims: {
      week: (margin: string) => `${margin} a week`,
      month: (margin: string) => `${margin} a month`,
      quarter: (margin: string) => `${margin} a quarter`,
    },
    needs: {
      'earlier answers': (aim: string, planned: string) =>
        `${aim} needs ${planned} answers, if they spread like those of the year before.`,
      'widest spread': (aim: string, planned: string) =>
        `${aim} needs at most ${planned} answers; once 100 have come in a period before, their spread says how many fewer.`,
    },
    came: {
      week: (answers: string) => `${answers} came this week.`,
      month: (answers: string) => `${answers} came this month.`,
      quarter: (answers: string) => `${answers} came this quarter.`,
    },
    surely: {
      week: (answers: string, margin: string) => `${answers} came this week: ${margin} by now.`,
      month: (answers: string, margin: string) => `${answers} came this month: ${margin} by now.`,
      quarter: (answers: string, margin: string) => `${answers} came this quarter: ${margin} by now.`,
    },
    reached: (day: string, end: string) =>
      `All of them had come on ${day}: nobody is asked any more until ${end}.`,
    share: (share: string) => `Today ${share} of people are asked, always the same ones.`,
    expected: (day: string) => `At this pace, all of them will have come by ${day}.`,
    notExpected:
      'No more people may be asked; at this pace, not all answers will have come by the end of the period.',
    notKnown: 'How many of them answer is not known yet.',
    byCounts:
      'Whom to ask is decided by how many answers came, never by what they say: so the score is not bent by it.',
  },
  asked: {
    title: 'Mailed, and silent',
    rate: (answered: string, asked: string, rate: string) =>
      `${answered} of ${asked} mailed answered (${rate}).`,
    worst: (extreme: 'low' | 'high', name: string, value: string) =>
      `With everybody’s answer ${name} could be as ${extreme} as ${value}: if each of the others had chosen the worst.`,
    when: 'Answered',
    waves: {
      early: 'To the first mail, the sooner half',
      late: 'To the first mail, the later half',
      reminded: 'After a reminder',
    },
    by: 'Answered, by',
    ofMailed: 'Answered of mailed',
    of: (answered: string, asked: string) => `${answered} of ${asked}`,
    unchanged: 'The score itself is of those who answered, and is not corrected.',
  },
  accounts: {
    title: 'Answers by',
    meaning:
      'Answers of one group count together: people of one company mostly think alike, so five of them are not five opinions.',
    counted: (groups: string, apart: string) => `${groups} answered, and ${apart} without one.`,
    effect: (factor: string) =>
      `The variance is ${factor} times that of as many opinions of people who have nothing in common; the interval of the score and the verdict on its change allow for it. Segments and the trend have none here.`,
    tooFew: 'Under ten groups say too little of how much groups differ: the score has no interval here.',
    others: (others: string) => `${others} with fewer answers`,
    more: (others: string) => `${others} with still fewer answers.`,
    neverHeard: 'Asked, and never heard',
  },
  segments: {
    alike: 'These look like one group written in several ways, in',
    merge: (into: string) => `Merge into “${into}”`,
    mergeMeans: 'Rewrites the answers themselves, for good. Later answers are as your pages send them.',
  },
  contents: {
    name: 'Contents',
    headline: 'Score',
    trend: 'Over time',
    bands: 'Bands',
    pool: 'Surveys',
    segments: 'Segments',
    accounts: 'Groups',
    comments: 'Comments',
    themes: 'Themes',
    'left-out': 'Fine print',
  },
})
