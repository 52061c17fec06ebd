import { translatable } from './translatable.ts'

/** The overview of all surveys, in English. */
export const overviewTexts = translatable('overview', {
  title: 'Overview',
  about: (period: string) => `${period}, compared with the 90 days before`,
  newSurvey: 'New survey',
  tiles: {
    recent: 'New answers in 7 days',
    held: 'Held, maybe not from people',
    live: 'Surveys that ask',
  },
  surveys: 'Surveys',
  heads: {
    survey: 'Survey',
    score: 'Score, 95% sure',
    weeks: 'Last 12 weeks',
    answers: 'Answers',
    change: 'Against the 90 days before',
  },
  held: (count: string) => `${count} held`,
  silent: (day: string, pace: string) => `Silent since ${day}, usually ${pace} a day`,
  countedFrom: (band: string, point: number) => `${band} from ${point}`,
  noScore: 'no score',
  needed: (n: number, needed: number) => `${n} of ${needed} needed`,
  recent: (count: string) => `+${count} in 7 days`,
  noneRecent: 'none in 7 days',
  change: {
    higher: (distance: string) => `Real change: ${distance} higher`,
    lower: (distance: string) => `Real change: ${distance} lower`,
    unclear: 'No clear change',
    tooFew: 'Too few to compare',
  },
  weeks: (from: string, to: string, count: number) => `From ${from} to ${to} within ${count} weeks`,
  shown: (shown: string, of: string) => `${shown} of ${of} live surveys.`,
  others: 'Drafts and closed ones are under',
  timezone: (timezone: string) => `Times are ${timezone}`,
  nothingFound: (search: string) => `No live survey has “${search}” in its name.`,
  nothingThere: (touchpoint: string) => `No live survey is of “${touchpoint}”.`,
  nothingLive: 'No survey asks just now.',
  older: 'Older surveys',
  newest: 'Newest surveys',
  metrics: { nps: 'NPS', csat: 'CSAT', ces: 'CES' },
})
