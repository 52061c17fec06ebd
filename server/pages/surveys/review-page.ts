import { html } from 'hono/html'
import type { Ctx } from '../../context.ts'
import type { Definition } from '../../contract/surveys.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { warningsOf } from '../../surveys/survey-warnings.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { reasonOn, reasonText } from '../reason.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { type Difference, differencesOf } from './differences.ts'
import { surveyHead } from './survey-head.ts'

/** Where the page of what will be different sends what it was given, and what is to be known besides. */
interface Reviewed {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly note?: string
  /** The page to go back to; without it the form goes on being edited. */
  readonly back?: string
}

/** What will be different, before a published survey is changed; the form sends the same fields again. */
export async function showReview(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  definition: Definition,
  { action, fields, note, back }: Reviewed,
): Promise<Response> {
  const texts = editorTexts.publish
  const next = String(survey.version + 1)
  const differences = differencesOf(survey.definition, definition)
  const warnings = await warningsOf(c.var.services, { ...survey, definition })
  const isAskedOtherwise = definition.question !== survey.definition.question
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return consolePage(c, workspace, {
    place: 'surveys',
    title: texts.title(next),
    isNarrow: true,
    body: html`${surveyHead(c, survey, 'edit')}
<section class="card flush" aria-labelledby="review"><div class="card-head pad"><h2 id="review" tabindex="-1" autofocus>${texts.title(next)}</h2><p>${differences.length > 0 ? texts.changes(differences.length) : texts.none}</p></div>
${differences.length > 0 ? differenceTable(differences, texts.live(String(survey.version)), texts.next(next)) : ''}
<div class="pad stack">${note ? html`<p class="note warn" role="alert">${note}</p>` : ''}${warnings.length > 0 ? html`<div class="note warn"><div class="stack-s"><strong>${texts.warnings}</strong>${warnings.map(({ field, detail }) => html`<p><bdi>${field}</bdi> ${reasonOn(reasonText(detail))}</p>`)}</div></div>` : ''}
<p class="soft">${isAskedOtherwise ? texts.question : texts.goesOn}</p>
<form class="row" method="post" action="${action}">${hidden}<button class="btn primary" type="submit" name="deed" value="publish">${texts.title(next)}</button>${back ? html`<a class="btn" href="${back}">${texts.keepAsIs}</a>` : html`<button class="btn" type="submit" name="deed" value="edit">${texts.keepEditing}</button>`}</form></div></section>`,
  })
}

/** A table of what is different, the old beside the new. */
export function differenceTable(differences: readonly Difference[], before: string, after: string): Html {
  const { what, nothing } = editorTexts.publish
  const cell = (value: string, mark: 'ins' | 'del') =>
    value === ''
      ? html`<td class="soft">${nothing}</td>`
      : html`<td dir="auto">${mark === 'ins' ? html`<ins>${value}</ins>` : html`<del>${value}</del>`}</td>`
  return html`<table class="diff" aria-labelledby="review"><thead><tr><th scope="col">${what}</th><th scope="col">${before}</th><th scope="col">${after}</th></tr></thead><tbody>${differences.map((each) => html`<tr><th scope="row">${each.label}</th>${cell(each.before, 'del')}${cell(each.after, 'ins')}</tr>`)}</tbody></table>`
}
