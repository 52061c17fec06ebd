import type { Words } from '../words.ts'

export const words: Words = {
  survey: 'प्रतिक्रिया',
  reason: 'आपके स्कोर का मुख्य कारण क्या है?',
  thanks: 'आपकी प्रतिक्रिया के लिए धन्यवाद।',
  send: 'भेजें',
  close: 'बंद करें',
  thumbs: ['खराब', 'अच्छा'],
  of: '{max} में से {n}',
  choices: 'जो भी लागू हों, चुनें',
  contact: 'आप इस बारे में मुझसे संपर्क कर सकते हैं',
  newWindow: 'नई विंडो में खुलता है',
}
