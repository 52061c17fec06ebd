import type { Band, Metric } from '../../../shared/scale.ts'
import type { HeldReason } from '../../links/visit.ts'
import type { AnswerState } from '../../storage/answers/terms.ts'
import { translatable } from './translatable.ts'

/** The words of one person's band, and of many. */
const bands: Readonly<Record<Metric, Readonly<Record<Band, readonly [one: string, many: string]>>>> = {
  nps: {
    positive: ['Promoter', 'promoters'],
    neutral: ['Passive', 'passives'],
    negative: ['Detractor', 'detractors'],
  },
  csat: {
    positive: ['Satisfied', 'satisfied people'],
    neutral: ['Neutral', 'neutral people'],
    negative: ['Dissatisfied', 'dissatisfied people'],
  },
  ces: {
    positive: ['Easy', 'people who found it easy'],
    neutral: ['Neutral', 'neutral people'],
    negative: ['Hard', 'people who found it hard'],
  },
}

const states: Readonly<Record<'counted' | AnswerState, string>> = {
  counted: 'In the score',
  open: 'Open',
  'in-hand': 'In hand',
  done: 'Done',
  held: 'Held',
  dropped: 'Dropped',
  test: 'Test',
}

/** Why an answer is held. */
const reasons: Readonly<Record<HeldReason, string>> = {
  scanner: 'a known mail scanner',
  early: 'opened before the mail was sent',
  decoy: 'the hidden link was opened',
  'all-scores': 'every score was opened',
  'several-scores': 'several scores were opened one after the other',
  'no-sign': 'no sign of a person yet',
  unsigned: 'not signed, as the survey requires',
  'same-address': 'one of too many from one address',
  'same-minute': 'one of too many alike in one minute',
  'same-text': 'one of too many with one text',
  owner: 'held by you',
}

/** Texts of the list of answers and of one answer, in English. */
export const answersTexts = translatable('answers', {
  keys: {
    title: 'Keys',
    keys: [
      ['j', 'The next answer'],
      ['k', 'The one before'],
      ['Enter', 'Opens it'],
      ['e', 'Marks it as done'],
      ['r', 'Replies'],
      ['/', 'Searches'],
      ['Esc', 'Closes'],
    ],
    act: 'Single letters and / act on this device',
  },
  bands,
  /** Where surveys of several kinds are shown together. */
  anyBands: { positive: 'high scores', neutral: 'middle scores', negative: 'low scores' },
  states,
  reasons,
  nobody: 'Anonymous',
  noComment: 'No comment',
  noAnswers: 'No answers match. Take a filter off or widen the period.',
  noneYet: 'Nobody has answered yet.',
})
