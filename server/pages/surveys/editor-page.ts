import { html } from 'hono/html'
import type { Ctx } from '../../context.ts'
import type { Definition } from '../../contract/surveys.ts'
import { changeAsRead } from '../../http/conditional.ts'
import { readForm } from '../../http/input.ts'
import { problemResponse, Refusal } from '../../http/problem.ts'
import { goalProgress } from '../../reports/goal-progress.ts'
import { seenIn } from '../../reports/survey-report.ts'
import { findSurvey, publishVersion, type SurveyRecord, saveDraft, setStatus } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { scaleOfSurvey } from '../../surveys/survey-scale.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { refusalText } from '../reason.ts'
import { daysAfter, lastDays } from '../report/dates.ts'
import { goalInWords } from '../report/goal-card.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { afterSection, lookSection, whenSection, wordsSection } from './editor-form.ts'
import { errorSummary, type FormState } from './form-fields.ts'
import { valuesOf } from './form-of-survey.ts'
import { languageOptions } from './new-survey-form.ts'
import { previewPart } from './preview-part.ts'
import { showReview } from './review-page.ts'
import { says, saysInNumbers } from './says.ts'
import { surveyHead, surveyPath } from './survey-head.ts'
import { definitionOf } from './survey-of-form.ts'
import { languageAsked, withTranslation } from './translation-fields.ts'
import { removedField } from './translations.ts'

/** The workspace's survey of the address, or a 404. */
export async function requireOwnSurvey(c: Ctx, workspace: Workspace): Promise<SurveyRecord> {
  const survey = await findSurvey(c.var.services.database, workspace.id, c.req.param('id') ?? '')
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  return survey
}

/** `GET /console/surveys/:id/edit`. */
export async function showEditor(c: Ctx, workspace: Workspace): Promise<Response> {
  const survey = await requireOwnSurvey(c, workspace)
  const state = { values: valuesOf(survey.definition), errors: [] }
  const saved = c.req.query('saved')
  const notice =
    saved === 'draft' ? editorTexts.saved : saved ? editorTexts.published(String(survey.version)) : null
  return show(c, workspace, survey, state, notice)
}

/**
 * `POST /console/surveys/:id/edit`: saves a draft, and publishes it when it is said to. What is asked already is published only after a page that
 * shows what will be different.
 */
export async function takeEditor(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c)
  const survey = await requireOwnSurvey(c, workspace)
  const values = Object.fromEntries(form)
  const deed = form.get('deed') ?? ''
  if (deed === 'autosave') return autosave(c, workspace, survey, values)
  if (deed.startsWith('remove-language:'))
    return show(c, workspace, survey, { values: withoutLanguage(values, deed), errors: [] }, null)
  if (deed === 'edit' || deed === 'add-language' || deed.startsWith('language:'))
    return show(c, workspace, survey, { values, errors: [] }, null)
  let definition: Definition
  try {
    definition = definitionOf(values, survey.definition)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return show(c, workspace, survey, { values, errors: error.errors }, null)
  }
  if (survey.status !== 'draft' && deed !== 'publish')
    return showReview(c, workspace, survey, definition, values)
  await store(c, workspace, survey, (known) => definitionOf(values, known.definition))
  if (survey.status === 'draft' && deed === 'start') {
    const { database, now } = c.var.services
    await setStatus(database, survey.id, 'live', now())
    return c.redirect(surveyPath(c, survey.id, 'install'), 303)
  }
  const kind = survey.status === 'draft' ? 'draft' : 'published'
  const language = languageAsked(values)
  const back = new URLSearchParams({ saved: kind, ...(language && { language }) })
  return c.redirect(`${surveyPath(c, survey.id, 'edit')}?${back}`, 303)
}

/** Saves a draft while it is written: 204, or the refusal that says which field is not right. */
async function autosave(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  values: FormState['values'],
): Promise<Response> {
  if (survey.status !== 'draft') return problemResponse(new Refusal('conflict', editorTexts.noDraft))
  try {
    await store(c, workspace, survey, (known) => definitionOf(values, known.definition))
  } catch (error) {
    if (error instanceof Refusal)
      return problemResponse(new Refusal(error.code, refusalText(error), error.errors))
    throw error
  }
  return c.body(null, 204)
}

function withoutLanguage(values: FormState['values'], deed: string): FormState['values'] {
  const tag = deed.slice('remove-language:'.length)
  const kept = Object.entries(values).filter(
    ([name]) => !name.startsWith(`translations.${tag}.`) && name !== 'shownLanguage',
  )
  return { ...Object.fromEntries(kept), [removedField(tag)]: 'yes' }
}

/**
 * Stores a definition, made from the survey as it is: in place of a draft's, else as the next version; made again when
 * the survey was changed meanwhile.
 */
export async function store(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  definitionFrom: (survey: SurveyRecord) => Definition,
): Promise<void> {
  const { database, now, rebuildThemes } = c.var.services
  let known = survey
  await changeAsRead(async () => {
    const save = known.status === 'draft' ? saveDraft : publishVersion
    if (await save(database, known, definitionFrom(known), now())) return true
    known = await requireOwnSurvey(c, workspace)
    // What was written for a draft is not published unseen.
    if (known.status !== survey.status) throw new Refusal('conflict', editorTexts.noDraft)
    return null
  })
  rebuildThemes(survey.id)
}

async function show(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  given: FormState,
  notice: string | null,
): Promise<Response> {
  const { id, definition, status } = survey
  const languages = await languageOptions(c)
  const asked = languageAsked(given.values) ?? c.req.query('language')
  const { values, translations } = await withTranslation(c, survey, given.values, asked)
  const state = { ...given, values }
  const parts = { state, survey, scale: scaleOfSurvey(survey), languages, translations }
  return consolePage(c, workspace, {
    place: 'surveys',
    title: definition.name,
    status: state.errors.length > 0 ? 422 : 200,
    hasFrames: true,
    islands: ['islands/editor.ts'],
    body: html`${surveyHead(c, survey, 'edit')}
${notice ? html`<p class="note good" role="status">${notice}</p>` : ''}
${errorSummary(state, editorTexts.errors, [...Object.keys(valuesOf(definition)), ...Object.keys(values)])}
<section class="card gap">${says(definition)}${await inNumbers(c, workspace, survey)}</section>
<div class="edit gap"><form class="stack" id="editor" method="post" action="${surveyPath(c, id, 'edit')}" aria-label="${editorTexts.form}"${status === 'draft' ? html` data-draft` : ''}>${firstButton(status)}${jumps()}
${wordsSection(parts)}${lookSection(parts)}${whenSection(parts)}${afterSection(parts)}
<div class="row publishbar">${status === 'draft' ? draftButtons() : html`<button class="btn primary" type="submit" name="deed" value="review">${editorTexts.review}</button>`}${savedStatus()}</div></form>
${previewPart(c, survey, translations.tags)}</div>`,
  })
}

/** What Enter in a field presses: without it the first button of the form, which is one of the languages. */
function firstButton(status: SurveyRecord['status']): Html {
  return html`<button class="hide" type="submit" name="deed" value="${status === 'draft' ? 'save' : 'review'}" tabindex="-1" aria-hidden="true"></button>`
}

/** Where the page's script says that a draft was saved, or why not. */
function savedStatus(): Html {
  const { savedAt, notYet, notRight } = editorTexts.autosave
  return html`<p class="saved" id="saved" role="status" data-saved="${savedAt}" data-waiting="${notYet}" data-wrong="${notRight}"></p>`
}

function draftButtons(): Html {
  return html`<button class="btn" type="submit" name="deed" value="save">${editorTexts.saveDraft}</button><button class="btn primary" type="submit" name="deed" value="start">${editorTexts.start}</button>`
}

/** Whole days that numbers are told from. */
const daysSeen = 28

async function inNumbers(c: Ctx, workspace: Workspace, survey: SurveyRecord): Promise<Html | ''> {
  const { database, now } = c.var.services
  const defaults = { now: now(), timezone: workspace.timezone }
  const progress = await goalProgress(database, survey, defaults)
  const goal = progress && goalInWords(survey, progress)
  if (survey.status !== 'live') return goal ?? ''
  const today = lastDays(1, defaults.now, defaults.timezone).from
  const period = { from: daysAfter(today, -daysSeen), to: today }
  return html`${saysInNumbers(survey, await seenIn(database, survey, period, defaults))}${goal ?? ''}`
}

function jumps(): Html {
  return html`<nav class="jump" aria-label="${editorTexts.sectionsName}">${Object.entries(editorTexts.sections).map(([name, label]) => html`<a href="#${name}">${label}</a>`)}</nav>`
}
