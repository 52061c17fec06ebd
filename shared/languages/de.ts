import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'Feedback',
  reason: 'Was ist der Hauptgrund für Ihre Bewertung?',
  thanks: 'Vielen Dank für Ihr Feedback.',
  send: 'Senden',
  close: 'Schließen',
  thumbs: ['Schlecht', 'Gut'],
  of: '{n} von {max}',
  choices: 'Wählen Sie alles Zutreffende aus',
  contact: 'Sie dürfen mich dazu kontaktieren',
  newWindow: 'öffnet sich in einem neuen Fenster',
}
