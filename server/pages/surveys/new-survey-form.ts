import { html } from 'hono/html'
import { readData } from '../../built-data/read-data.ts'
import { type Ctx, pathTo } from '../../context.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import type { Html } from '../layout.ts'
import { languageName } from '../texts/formats.ts'
import { surveyTexts } from '../texts/survey-texts.ts'
import { localeInUse, wordsInUse } from '../texts/translatable.ts'
import { errorSummary, type FormState, type Option, selectField, textField } from './form-fields.ts'

/** What may be asked: the metric, and what differs from its usual survey. */
export const surveyKinds = {
  nps: { metric: 'nps' },
  csat: { metric: 'csat' },
  ces: { metric: 'ces' },
  thumbs: { metric: 'csat', scale: '0-1', display: 'thumbs' },
} as const

export type SurveyKind = keyof typeof surveyKinds

const texts = surveyTexts.make
const fieldNames = ['kind', 'name', 'language', 'touchpoint', 'id']

/** The languages there are words for, by their names in the page's own. */
export async function languageOptions(c: Ctx): Promise<Option[]> {
  const tags = Object.keys(await readData(c.var.services, 'locales'))
  return tags
    .map((tag): Option => [tag, languageName(tag, localeInUse())])
    .sort(([, a], [, b]) => a.localeCompare(b, localeInUse()))
}

/** The form that makes a survey. */
export async function newSurveyForm(c: Ctx, workspace: Workspace, state: FormState): Promise<Html> {
  const languages = await languageOptions(c)
  const kind = state.values.kind ?? 'nps'
  const cards = Object.entries(surveyTexts.kinds).map(
    ([name, [title, about]]) =>
      html`<label class="choice"><input type="radio" name="kind" value="${name}"${name === kind ? html` checked` : ''}> <strong>${title}</strong><span>${about}</span></label>`,
  )
  return html`<form class="stack" method="post" action="${pathTo(c, '/console/new-survey')}">
${errorSummary(state, texts.errors, fieldNames)}
<fieldset><legend class="label">${texts.kind}</legend><div class="choices">${cards}</div></fieldset>
<div class="two">${textField(state, { name: 'name', label: texts.name, hint: texts.nameHint })}${selectField({ ...state, values: { language: wordsInUse().language, ...state.values } }, { name: 'language', label: texts.language }, languages)}</div>
<div class="two">${textField(state, { name: 'touchpoint', label: texts.touchpoint, hint: texts.touchpointHint })}${workspace.databaseUrl === null ? textField(state, { name: 'id', label: texts.id, hint: texts.idHint, more: html`autocomplete="off" spellcheck="false"` }) : ''}</div>
<p><button class="btn primary" type="submit">${texts.button}</button></p></form>`
}
