/** What is said first in a report, in English. */
export const reportTexts = {
  surveys: 'Surveys',
  edit: 'Edit survey',
  first: {
    title: 'What to look at first',
    change: (name: string, distance: string, direction: 'higher' | 'lower', before: string) =>
      `${name} is ${distance} ${direction} than in ${before}.`,
    segment: (property: string, value: string, distance: string, direction: 'above' | 'below', n: string) =>
      `${property} ${value}: ${distance} ${direction} the rest, from ${n}.`,
    theme: (theme: string, distance: string, direction: 'higher' | 'lower', n: string) =>
      `Comments on ${theme}: ${distance} ${direction} than the others, from ${n}.`,
    nothing: 'Nothing stands out: neither a change nor a group that differs clearly from the rest.',
  },
  contents: {
    name: 'Contents',
    headline: 'Score',
    trend: 'Over time',
    bands: 'Bands',
    segments: 'Segments',
    themes: 'Themes',
    comments: 'Comments',
  },
} as const
