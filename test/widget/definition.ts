import { locale as arabic } from '../../shared/locales/ar.ts'
import { locale as german } from '../../shared/locales/de.ts'
import { npsScales } from '../../shared/nps.ts'
import type { PublicSurvey } from '../../shared/survey.ts'

/** An NPS survey as the collector defines it; pass what should differ. */
export const surveyWith = (changes: Partial<PublicSurvey> = {}): PublicSurvey => ({
  id: 'demo',
  version: 3,
  metric: 'nps',
  scale: npsScales['0-10'],
  language: 'en',
  format: 'popover',
  question: 'How likely are you to recommend us?',
  lowLabel: 'Not likely',
  highLabel: 'Very likely',
  commentPrompt: '',
  thanks: '',
  ...changes,
})

/** The same survey in other languages. */
export const inGerman: Partial<PublicSurvey> = {
  language: 'de',
  question: 'Wie wahrscheinlich empfehlen Sie uns weiter?',
  words: german.widget,
}
export const inArabic: Partial<PublicSurvey> = {
  language: 'ar',
  question: 'ما مدى احتمال أن توصي بنا؟',
  words: arabic.widget,
}
