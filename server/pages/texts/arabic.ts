import { answersInArabic } from './ar/answers-texts.ts'
import { campaignInArabic } from './ar/campaign-texts.ts'
import { codebookInArabic } from './ar/codebook-texts.ts'
import { decisionsInArabic } from './ar/decision-texts.ts'
import { doorInArabic } from './ar/door-texts.ts'
import { editorInArabic } from './ar/editor-texts.ts'
import { installInArabic } from './ar/install-texts.ts'
import { numbersInArabic } from './ar/number-texts.ts'
import { overviewInArabic } from './ar/overview-texts.ts'
import { peopleInArabic } from './ar/people-texts.ts'
import { reasonsInArabic } from './ar/reason-texts.ts'
import { reportCardsInArabic } from './ar/report-card-texts.ts'
import { reportInArabic } from './ar/report-texts.ts'
import { rulingsInArabic } from './ar/ruling-texts.ts'
import { settingsInArabic } from './ar/settings-texts.ts'
import { shellInArabic } from './ar/shell-texts.ts'
import { surveyInArabic } from './ar/survey-texts.ts'
import { taggingInArabic } from './ar/tagging-texts.ts'
import type { Translation } from './catalogue.ts'

/** All texts in Arabic. */
export const arabic: Translation = {
  answers: answersInArabic,
  campaign: campaignInArabic,
  codebook: codebookInArabic,
  door: doorInArabic,
  editor: editorInArabic,
  decisions: decisionsInArabic,
  install: installInArabic,
  numbers: numbersInArabic,
  overview: overviewInArabic,
  people: peopleInArabic,
  reasons: reasonsInArabic,
  report: reportInArabic,
  reportCards: reportCardsInArabic,
  rulings: rulingsInArabic,
  settings: settingsInArabic,
  shell: shellInArabic,
  survey: surveyInArabic,
  tagging: taggingInArabic,
}
