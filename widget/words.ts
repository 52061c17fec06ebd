/** The interface's own words; the survey brings all others. */
export interface Words {
  /** What the popover calls itself to a screen reader. */
  readonly survey: string
  /** For surveys that bring no words of their own for these two. */
  readonly reason: string
  readonly thanks: string
  readonly send: string
  readonly close: string
  /** The two points of a thumbs scale, where the survey does not name them. */
  readonly thumbs: readonly [low: string, high: string]
}

const en: Words = {
  survey: 'Feedback',
  reason: 'What is the main reason for your score?',
  thanks: 'Thank you for your feedback.',
  send: 'Send',
  close: 'Close',
  thumbs: ['Bad', 'Good'],
}

const languages: Readonly<Record<string, Words>> = { en }

/** The words of a language by its primary tag (`pt` of `pt-BR`), English where there are none. */
export function wordsOf(language: string): Words {
  return languages[language.split('-')[0]!.toLowerCase()] ?? en
}
