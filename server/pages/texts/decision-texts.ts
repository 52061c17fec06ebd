import { translatable } from './translatable.ts'

/** Texts of decisions about answers, in English. */
export const decisionTexts = translatable('decisions', {
  reasons: {
    title: 'Why they are held',
    about: 'Held answers are in no score until you decide. Every decision but deleting can be undone.',
    released: (from: string, to: string) => `Released, the score goes from ${from} to ${to}.`,
    before: 'Decided before:',
    wasReleased: (count: string) => `${count} released`,
    wereDropped: (count: string) => `${count} dropped`,
    chooseSurvey: 'Choose a survey to decide on many at once.',
  },
  deeds: {
    release: 'From people',
    drop: 'Not people',
    hold: 'Hold',
    restore: 'Undo',
    delete: 'Delete for good',
  },
  one: { release: 'From a person', drop: 'Not a person', restore: 'Undo the decision' },
  together: {
    open: 'Decide on all of these',
    title: 'Decide on all of these',
    without: (from: string, to: string) => `Without them the score goes from ${from} to ${to}.`,
    changed: (count: string) => `${count} would change.`,
    sure: 'Delete for good, which cannot be undone',
    close: 'Close',
  },
})
