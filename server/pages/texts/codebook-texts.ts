import { translatable } from './translatable.ts'

/** The rules that find themes, in English. */
export const codebookTexts = translatable('codebook', {
  added: 'Added. Try it, then save.',
  saved: 'Saved. The comments are read again.',
  refused: 'These rules cannot be saved:',
  title: 'Rules',
  heading: 'Rules that find themes',
  origins: {
    survey: 'These rules are this survey’s own.',
    workspace: 'These rules are your workspace’s. What you save here is for this survey alone.',
    default: 'These rules came with Sayso. What you save here is for this survey alone.',
  },
  others: (languages: string) => ` It also has rules in ${languages}, which stay as they are.`,
  progress: {
    title: 'Reading comments again',
    done: (done: string, total: string) =>
      `${done} of ${total} comments. The report shows the old themes until this is done.`,
    refresh: 'Refresh',
  },
  form: {
    title: 'Themes and their rules',
    oneALine: 'One rule per line.',
    /** What each sign of a rule finds, between the rules themselves. */
    signs: {
      word: 'finds price and prices,',
      row: 'two words in a row,',
      start: 'words that start with crash,',
      exact: 'exactly AI,',
      part: 'part of a word;',
      not: 'excludes what it overlaps. To remove a theme, clear both its fields.',
    },
    try: 'Preview on comments',
    save: 'Save and reread comments',
    giveUp: 'Remove this survey’s own rules',
    another: 'Another theme',
    theme: (n: number) => `Theme ${n}`,
    rules: 'Rules',
  },
  preview: {
    title: 'What would change',
    tried: (comments: string, after: string, before: string) =>
      `Tried on ${comments}: ${after} of them have a theme, instead of ${before}. Nothing is saved yet.`,
    none: 'No comment would gain or lose a theme.',
    heads: { theme: 'Theme', now: 'Now', after: 'After', gained: 'Gained', lost: 'Lost' },
    instances: { gained: 'Gained, for instance', lost: 'Lost, for instance' },
  },
  suggestions: {
    title: 'Suggestions',
    about:
      'Words that several comments share and no rule finds. Choose a theme, then add words to it; nothing is saved until you save.',
    to: 'Add to',
    newTheme: 'a new theme',
    lists: {
      unmatched: 'In comments without a theme',
      phrases: 'Phrases',
      words: 'Words',
      positive: 'More common with high scores',
      negative: 'More common with low scores',
    },
  },
})
