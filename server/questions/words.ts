import type { Metric } from '../../shared/scale.ts'

/** A question with the meaning of both ends of its scale. */
export interface QuestionWords {
  readonly question: string
  readonly lowLabel: string
  readonly highLabel: string
}

/** The questions of surveys that bring none, by metric; `effort` is that of CES where low is easy. */
export type UsualQuestions = Readonly<Record<Metric | 'effort', QuestionWords>>

/** Apart from the others, so that English is there without reading data. */
export const englishQuestions: UsualQuestions = {
  nps: {
    question: 'How likely are you to recommend us to a friend or colleague?',
    lowLabel: 'Not at all likely',
    highLabel: 'Extremely likely',
  },
  csat: {
    question: 'How satisfied are you with us?',
    lowLabel: 'Very dissatisfied',
    highLabel: 'Very satisfied',
  },
  ces: {
    question: 'We made it easy for you to get things done. Do you agree?',
    lowLabel: 'Strongly disagree',
    highLabel: 'Strongly agree',
  },
  effort: {
    question: 'How much effort did you have to put in to get this done?',
    lowLabel: 'Very little',
    highLabel: 'Very much',
  },
}
