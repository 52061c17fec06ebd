import { translatable } from './translatable.ts'

/** What stands around every page of the console, in English. */
export const shellTexts = translatable('shell', {
  skip: 'Skip to the content',
  main: 'Main',
  places: {
    overview: 'Overview',
    answers: 'Answers',
    report: 'Report',
    surveys: 'Surveys',
    campaigns: 'Campaigns',
    people: 'People',
    settings: 'Settings',
  },
  open: 'open',
  more: 'More',
  signOut: 'Sign out',
  signIn: {
    title: 'Sign in to Sayso',
    heading: 'Sign in',
    key: 'API key',
    button: 'Sign in',
    wrong: {
      key: 'This key does not exist or has been revoked.',
      link: 'This link was used already, or an hour has passed. Sign in with the key.',
    },
    once: 'This link signs in once. Keep the key that the server printed beside it for the next time.',
    firstStart:
      'First start? Open the link that the server printed, or use its first key, from the terminal or the file it named.',
    lost: {
      title: 'Lost the key?',
      colleague: 'Somebody who is signed in makes another one under Settings, Keys.',
      terminal: 'Whoever has a key makes one in a terminal:',
      nobody: 'If nobody has one, start the server with a new one, of at least 20 characters, in',
      more: 'Where the first key is',
    },
  },
  backTo: {
    '/console': 'Go to the overview',
    '/docs': 'Go to the documents',
    '/': 'Go to the start page',
  },
  refusals: {
    'not-found': [
      'This page does not exist',
      'It may have been moved or deleted, or the address is not complete.',
    ],
    'origin-not-allowed': [
      'This form was sent from another site',
      'Nothing was changed. Open the page again and send the form from there.',
    ],
    'too-many-requests': ['Too many requests', 'Wait a minute, then load the page again.'],
    busy: ['The server is busy', 'Nothing was changed. Try again in a few seconds.'],
    unavailable: ['The database cannot be reached', 'Nothing was changed. Try again in a few seconds.'],
    internal: ['Something went wrong', 'The server wrote what happened into its log.'],
    other: ['This could not be done', 'Nothing was changed.'],
  },
  /** Of a filter. */
  pick: {
    lastDays: (days: number) => `Last ${days} days`,
    filter: 'Filter',
    remove: 'Remove: ',
    refused: (why: string) => `This cannot be shown: ${why}`,
    /** A parameter of the address, and what is wrong with it. */
    wrong: (name: string, why: string) => `${name} ${why}`,
    parameters: { with: 'What is counted together' },
    from: 'From',
    last: 'To, the last day counts',
    show: 'Show',
  },
  restFailed: 'The rest of this page could not be read. Load the page again.',
  requestId: (id: string) => `Request ${id}`,
})
