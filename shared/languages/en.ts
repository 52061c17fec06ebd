import type { Words } from '../words.ts'

/** The one language that is part of the renderer: what the others fall back to. */
export const words: Words = {
  survey: 'Feedback',
  reason: 'What is the main reason for your score?',
  thanks: 'Thank you for your feedback.',
  send: 'Send',
  close: 'Close',
  thumbs: ['Bad', 'Good'],
  of: '{n} of {max}',
  choices: 'Choose any that apply',
  contact: 'You may contact me about this',
  newWindow: 'opens in a new window',
}
