import { numberText } from './formats.ts'
import { translatable } from './translatable.ts'

const noun =
  (one: string, many = `${one}s`) =>
  (n: number) =>
    `${numberText(n, 'en')} ${n === 1 ? one : many}`

/** Numbers in words, in English. */
export const numberTexts = translatable('numbers', {
  comma: ', ',
  semicolon: '; ',
  percentagePoints: (size: string) => `${size} percentage points`,
  /** Of a score; `n` is the size as a number, for the form of the noun. */
  points: (size: string, n: number) => `${size} ${n === 1 ? 'point' : 'points'}`,
  range: (low: string, high: string) => `${low} to ${high}`,
  since: (day: string) => `Since ${day}`,
  until: (day: string) => `Until ${day}`,
  allTime: 'All time',
  /** The noun alone, beside its number. */
  answers: (n: number) => (n === 1 ? 'answer' : 'answers'),
  counted: {
    account: noun('account'),
    answer: noun('answer'),
    campaign: noun('campaign'),
    comment: noun('comment'),
    day: noun('day'),
    group: noun('group'),
    'later answer': noun('later answer'),
    line: noun('line'),
    mail: noun('mail'),
    'older answer': noun('older answer'),
    'other group': noun('other group'),
    'other theme': noun('other theme'),
    'other value': noun('other value'),
    person: noun('person', 'people'),
    showing: noun('showing'),
    survey: noun('survey'),
    time: noun('time'),
    version: noun('version'),
    view: noun('view'),
    week: noun('week'),
  },
})
