import { html } from 'hono/html'
import type { Ctx } from '../../context.ts'
import type { Definition } from '../../contract/surveys.ts'
import { readForm } from '../../http/input.ts'
import { problemResponse, Refusal } from '../../http/problem.ts'
import { goalProgress } from '../../reports/goal-progress.ts'
import { seenIn } from '../../reports/survey-report.ts'
import { dropDraft } from '../../storage/survey-drafts.ts'
import { findSurvey, publishVersion, type SurveyRecord, setStatus } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { scaleOfSurvey } from '../../surveys/survey-scale.ts'
import { notice } from '../console/notice.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { refusalText } from '../reason.ts'
import { daysAfter, lastDays } from '../report/dates.ts'
import { goalInWords } from '../report/goal-card.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { differencesOf } from './differences.ts'
import { afterSection, lookSection, whenSection, wordsSection } from './editor-form.ts'
import { errorSummary, type FormState } from './form-fields.ts'
import { valuesOf } from './form-of-survey.ts'
import { languageOptions } from './new-survey-form.ts'
import { previewPart } from './preview-part.ts'
import { differenceTable, showReview } from './review-page.ts'
import { says, saysInNumbers } from './says.ts'
import { surveyHead, surveyPath } from './survey-head.ts'
import { definitionOf } from './survey-of-form.ts'
import { changedMeanwhile, countUnpublished, isBehind, keepWork, type Work, workOn } from './survey-work.ts'
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
  const work = await workOn(c, await requireOwnSurvey(c, workspace))
  const state = { values: valuesOf(work.definition), errors: [] }
  const saved = c.req.query('saved')
  const said =
    saved === 'draft' ? editorTexts.saved : saved ? editorTexts.published(String(work.survey.version)) : null
  return show(c, workspace, work, state, said ? notice('good', said) : null)
}

/**
 * `POST /console/surveys/:id/edit`: keeps what was written, and publishes it when it is said to. What was published
 * before is published again only after a page that shows what will be different. Nobody writes over what somebody else
 * saved or published meanwhile without seeing it.
 */
export async function takeEditor(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c)
  const survey = await requireOwnSurvey(c, workspace)
  const work = await workOn(c, survey)
  const values = Object.fromEntries(form)
  const deed = form.get('deed') ?? ''
  if (deed === 'autosave') return autosave(c, work, values)
  if (deed === 'discard') {
    await dropDraft(c.var.services.database, survey.id)
    return c.redirect(`${surveyPath(c, survey.id, 'edit')}#state`, 303)
  }
  if (deed.startsWith('remove-language:'))
    return show(c, workspace, work, { values: withoutLanguage(values, deed), errors: [] })
  if (deed === 'edit' || deed === 'add-language' || deed.startsWith('language:'))
    return show(c, workspace, work, { values, errors: [] })
  let definition: Definition
  try {
    definition = definitionOf(values, work.definition)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return show(c, workspace, work, { values, errors: error.errors })
  }
  const isStale = form.get('read') !== null && form.get('read') !== work.stamp
  if (survey.status !== 'draft' && (deed !== 'publish' || isStale) && deed !== 'save')
    return review(c, workspace, work, definition, values)
  const isDone = !isStale && (await saved(c, work, definition, deed))
  if (!isDone) return showChanged(c, workspace, definition, values)
  if (survey.status === 'draft' && deed === 'start') {
    const { database, now } = c.var.services
    await setStatus(database, survey.id, 'live', now())
    return c.redirect(`${surveyPath(c, survey.id, 'install')}#state`, 303)
  }
  const kind = survey.status === 'draft' || deed === 'save' ? 'draft' : 'published'
  const language = languageAsked(values)
  const back = new URLSearchParams({ saved: kind, ...(language && { language }) })
  return c.redirect(`${surveyPath(c, survey.id, 'edit')}?${back}`, 303)
}

/** Keeps or publishes; `false` when somebody changed the survey meanwhile. */
async function saved(c: Ctx, work: Work, definition: Definition, deed: string): Promise<boolean> {
  const { survey } = work
  const isPublished = survey.status !== 'draft' && deed === 'publish'
  if (isPublished) return publish(c, survey, definition, true)
  if (!(await keepWork(c, work, definition))) return false
  if (survey.status === 'draft') c.var.services.rebuildThemes(survey.id)
  return true
}

/** Publishes the next version of a survey, and forgets what it was made of. */
export async function publish(
  c: Ctx,
  survey: SurveyRecord,
  definition: Definition,
  isFromDraft: boolean,
): Promise<boolean> {
  const { database, now, rebuildThemes } = c.var.services
  if (!(await publishVersion(database, survey, definition, now()))) return false
  if (isFromDraft) await dropDraft(database, survey.id)
  rebuildThemes(survey.id)
  return true
}

/** What will be different; what was written is kept, as it is safe to leave the page now. */
async function review(
  c: Ctx,
  workspace: Workspace,
  work: Work,
  definition: Definition,
  values: FormState['values'],
): Promise<Response> {
  const { read, deed: _, ...rest } = values
  const isStale = read !== undefined && read !== work.stamp
  if (!isStale) await keepWork(c, work, definition)
  const { stamp } = await workOn(c, work.survey)
  return showReview(c, workspace, work.survey, definition, {
    action: surveyPath(c, work.survey.id, 'edit'),
    fields: { ...rest, read: stamp },
    note: isBehind(work, read)
      ? editorTexts.publish.publishedMeanwhile(String(work.survey.version))
      : isStale
        ? editorTexts.publish.changedMeanwhile
        : '',
  })
}

/** The form again, with what was saved meanwhile beside what was written. */
async function showChanged(
  c: Ctx,
  workspace: Workspace,
  definition: Definition,
  values: FormState['values'],
): Promise<Response> {
  const work = await workOn(c, await requireOwnSurvey(c, workspace))
  const differences = differencesOf(work.definition, definition)
  const { savedThere, writtenHere } = editorTexts.publish
  const table = differences.length > 0 ? differenceTable(differences, savedThere, writtenHere) : ''
  const note = html`<section class="card stack gap-after" role="alert" tabindex="-1" autofocus><h2 id="review">${editorTexts.changedMeanwhile}</h2><p>${editorTexts.saveAgain}</p>${table}</section>`
  return show(c, workspace, work, { values, errors: [] }, note, 409)
}

/** Keeps what is written while it is written: 204 with the new stamp, or the refusal that says which field is not right. */
async function autosave(c: Ctx, work: Work, values: FormState['values']): Promise<Response> {
  try {
    const definition = definitionOf(values, work.definition)
    const isStale = values.read !== undefined && values.read !== work.stamp
    if (isStale || !(await keepWork(c, work, definition))) throw changedMeanwhile()
  } catch (error) {
    if (error instanceof Refusal)
      return problemResponse(new Refusal(error.code, refusalText(error), error.errors))
    throw error
  }
  const now =
    (await findSurvey(c.var.services.database, work.survey.workspaceId, work.survey.id)) ?? work.survey
  return c.body(null, 204, { etag: `"${(await workOn(c, now)).stamp}"` })
}

function withoutLanguage(values: FormState['values'], deed: string): FormState['values'] {
  const tag = deed.slice('remove-language:'.length)
  const kept = Object.entries(values).filter(
    ([name]) => !name.startsWith(`translations.${tag}.`) && name !== 'shownLanguage',
  )
  return { ...Object.fromEntries(kept), [removedField(tag)]: 'yes' }
}

async function show(
  c: Ctx,
  workspace: Workspace,
  work: Work,
  given: FormState,
  note: Html | null = null,
  status: 200 | 409 | 422 = given.errors.length > 0 ? 422 : 200,
): Promise<Response> {
  const { survey, definition } = work
  const edited = { ...survey, definition }
  const languages = await languageOptions(c)
  const asked = languageAsked(given.values) ?? c.req.query('language')
  const { values, translations } = await withTranslation(c, edited, given.values, asked)
  const state = { ...given, values }
  const parts = { state, survey: edited, scale: scaleOfSurvey(survey), languages, translations }
  const isDraft = survey.status === 'draft'
  const unpublished = countUnpublished(work)
  return consolePage(c, workspace, {
    place: 'surveys',
    title: survey.definition.name,
    status,
    hasFrames: true,
    islands: ['islands/editor.ts'],
    body: html`${surveyHead(c, survey, 'edit', unpublished)}
${note ?? ''}${isBehind(work) ? html`<p class="note warn gap-after">${editorTexts.publish.publishedMeanwhile(String(survey.version))}</p>` : ''}
${errorSummary(state, editorTexts.errors, [...Object.keys(valuesOf(definition)), ...Object.keys(values)])}
<section class="card gap">${says(definition)}${await inNumbers(c, workspace, survey)}</section>
<div class="edit gap"><form class="stack" id="editor" method="post" action="${surveyPath(c, survey.id, 'edit')}" aria-label="${editorTexts.form}"><input type="hidden" name="read" value="${work.stamp}">${firstButton(survey.status)}${jumps()}
${wordsSection(parts)}${lookSection(parts)}${whenSection(parts)}${afterSection(parts)}
<div class="row publishbar">${buttons(isDraft, unpublished > 0)}${savedStatus()}</div></form>
${previewPart(c, edited, translations.tags)}</div>`,
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

function buttons(isDraft: boolean, isChanged: boolean): Html {
  const save = html`<button class="btn" type="submit" name="deed" value="save">${editorTexts.saveDraft}</button>`
  const discard = html`<button class="btn quiet" type="submit" name="deed" value="discard" formnovalidate>${editorTexts.discard}</button>`
  return isDraft
    ? html`${save}<button class="btn primary" type="submit" name="deed" value="start">${editorTexts.start}</button>`
    : html`${save}<button class="btn primary" type="submit" name="deed" value="review">${editorTexts.review}</button>${isChanged ? discard : ''}`
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
