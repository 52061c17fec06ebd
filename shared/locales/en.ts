import type { Locale, WidgetWords } from '../locale.ts'

/** Apart from the others, so that a script that needs only these does not carry them. */
export const widget: WidgetWords = {
  survey: 'Feedback',
  reason: 'What is the main reason for your score?',
  thanks: 'Thank you for your feedback.',
  send: 'Send',
  close: 'Close',
  thumbs: {
    low: 'Bad',
    high: 'Good',
  },
  of: '{n} of {max}',
  chosen: 'You chose {choice}',
  saved: 'Saved',
  choices: 'Choose any that apply',
  contact: 'You may contact me about this',
  newWindow: 'opens in a new window',
}

export const locale: Locale = {
  widget,
  mail: {
    subject: 'A quick question from {from}',
    unsubscribe: 'Unsubscribe',
    confirmUnsubscribe: 'Stop getting these emails?',
    unsubscribed: 'You will no longer receive these emails.',
  },
  links: {
    chooseRating: 'Choose a score first.',
    madeWith: 'Made with {name}',
    whoSees: '{name} sees your answer and, if you were invited, who you are.',
    yourAnswer: 'Your answer',
    viewAnswer: 'See, change or delete your answer',
    eraseAnswer: 'Delete my answer',
    confirmErase: 'Delete your answer? This cannot be undone.',
    answerErased: 'Your answer has been deleted.',
    noAnswer: 'There is no answer here.',
    linkExpired: 'This link has expired.',
    surveyClosed: 'This survey is closed.',
    unknownLink: 'This link is not valid.',
    decoyLink: 'This link is for programs that check email. Please use the scores in the email.',
  },
  questions: {
    nps: {
      question: 'How likely are you to recommend us to a friend or colleague?',
      lowLabel: 'Not at all likely',
      highLabel: 'Extremely likely',
    },
    csat: {
      question: 'How satisfied are you with us?',
      lowLabel: 'Very dissatisfied',
      highLabel: 'Very satisfied',
    },
    ces: {
      question: 'We made it easy for you to get things done. Do you agree?',
      lowLabel: 'Strongly disagree',
      highLabel: 'Strongly agree',
    },
    effort: {
      question: 'How much effort did you have to put in to get this done?',
      lowLabel: 'Very little',
      highLabel: 'A great deal',
    },
  },
}
