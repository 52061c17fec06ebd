import { answersTexts } from './answers-texts.ts'
import { campaignTexts } from './campaign-texts.ts'
import { codebookTexts } from './codebook-texts.ts'
import { decisionTexts } from './decision-texts.ts'
import { doorTexts } from './door-texts.ts'
import { editorTexts } from './editor-texts.ts'
import { installTexts } from './install-texts.ts'
import { numberTexts } from './number-texts.ts'
import { overviewTexts } from './overview-texts.ts'
import { peopleTexts } from './people-texts.ts'
import type { Reason } from './reason-texts.ts'
import { reportCardTexts } from './report-card-texts.ts'
import { reportTexts } from './report-texts.ts'
import { rulingTexts } from './ruling-texts.ts'
import { settingsTexts } from './settings-texts.ts'
import { shellTexts } from './shell-texts.ts'
import { surveyTexts } from './survey-texts.ts'
import { taggingTexts } from './tagging-texts.ts'
import type { Translated } from './words.ts'

/** Every text of the pages that can be translated. */
export const catalogue = {
  answers: answersTexts,
  campaign: campaignTexts,
  codebook: codebookTexts,
  decisions: decisionTexts,
  door: doorTexts,
  editor: editorTexts,
  install: installTexts,
  numbers: numberTexts,
  overview: overviewTexts,
  people: peopleTexts,
  report: reportTexts,
  reportCards: reportCardTexts,
  rulings: rulingTexts,
  settings: settingsTexts,
  shell: shellTexts,
  survey: surveyTexts,
  tagging: taggingTexts,
} as const

/** A translation: the same texts, every one of them, in another language. */
export type Translation = Translated<typeof catalogue> & {
  readonly reasons: Readonly<Record<Reason, string>>
}
