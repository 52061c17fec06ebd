import { expect, test } from 'vitest'
import { bandWords } from '../../shared/bandWords.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { scales } from '../../shared/survey.ts'

const survey: PublicSurvey = {
  id: 'demo',
  version: 1,
  metric: 'nps',
  scale: scales.nps['0-10'],
  language: 'en',
  format: 'popover',
  question: 'How likely?',
  lowLabel: '',
  highLabel: '',
  commentPrompt: 'Why?',
  thanks: 'Thanks.',
}
const link = { label: 'Review us', url: 'https://example.com/' }

test('uses a band’s own texts from its first rating on, and the survey’s for the rest', () => {
  const byBand = { positive: { thanks: 'Great!', link }, negative: { commentPrompt: 'What went wrong?' } }
  const words = (rating: number) => bandWords({ ...survey, byBand }, rating)
  expect(words(6)).toEqual({ commentPrompt: 'What went wrong?', thanks: 'Thanks.' })
  expect(words(7)).toEqual({ commentPrompt: 'Why?', thanks: 'Thanks.' })
  expect(words(8)).toEqual(words(7))
  expect(words(9)).toEqual({ commentPrompt: 'Why?', thanks: 'Great!', link })
})

test('treats a blank text as missing', () => {
  expect(bandWords({ ...survey, byBand: { positive: { thanks: '' } } }, 10).thanks).toBe('Thanks.')
})

test.each(['http://example.com/', 'javascript:alert(1)', ' https://example.com', 'data:text/html,x', '/x'])(
  'leaves out a link to %s',
  (url) => {
    const byBand = { positive: { link: { label: 'Go', url } } }
    expect(bandWords({ ...survey, byBand }, 10).link).toBeUndefined()
  },
)
