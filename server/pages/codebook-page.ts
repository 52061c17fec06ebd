import { html } from 'hono/html'
import { type Codebook, codebookLimits, readCodebook } from '../../shared/themes/codebook.ts'
import type { Discovery } from '../../shared/themes/discovery.ts'
import { type Ctx, pathTo } from '../context.ts'
import { randomId } from '../http/hashing.ts'
import { readForm } from '../http/input.ts'
import { Refusal } from '../http/problem.ts'
import { findSurvey, type SurveyRecord } from '../storage/surveys.ts'
import { chooseCodebook, findCodebook, insertCodebook, replaceCodebook } from '../storage/themes/codebooks.ts'
import { editionsOf } from '../storage/themes/editions.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { readSurveyAgain } from '../themes/codebook-routes.ts'
import { type Preview, previewOf } from '../themes/preview.ts'
import { type ChosenCodebook, codebookOf } from '../themes/resolve-codebook.ts'
import { suggestionsFor } from '../themes/suggestions.ts'
import { type Progress, progressOf } from '../themes/theme-report.ts'
import { codebookForm, type FormTheme, themesInForm } from './codebook/codebook-form.ts'
import { previewTable } from './codebook/preview-table.ts'
import { suggestionLists } from './codebook/suggestion-lists.ts'
import { consolePage } from './console/shell.ts'
import type { Html } from './layout.ts'
import { reasonText } from './reason.ts'
import { count } from './report/numbers.ts'
import { surveyHead } from './surveys/survey-head.ts'
import { codebookTexts } from './texts/codebook-texts.ts'
import { numberTexts } from './texts/number-texts.ts'

const texts = codebookTexts

/** The outcome of the last action, shown beside the rules. */
interface Outcome {
  readonly status?: 200 | 422
  readonly errors?: readonly string[]
  readonly preview?: Preview
  readonly notice?: string
}

/** `GET /console/surveys/:id/codebook`: the rules that find themes. */
export async function showCodebook(c: Ctx, workspace: Workspace): Promise<Response> {
  const survey = await requireSurvey(c, workspace)
  const chosen = await codebookOf(c.var.services, survey)
  const outcome = c.req.query('saved') === 'yes' ? { notice: texts.saved } : {}
  return show(c, survey, workspace, chosen, themesOf(chosen.codebook), outcome)
}

/** Two of each theme and of the new one, and what the buttons send. */
const mostFieldsOfForm = 2 * codebookLimits.themes + 20

/** `POST /console/surveys/:id/codebook`: previews the submitted rules, adds a suggestion, saves them, or removes the survey's own. */
export async function changeCodebook(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c, mostFieldsOfForm)
  const survey = await requireSurvey(c, workspace)
  const intent = form.get('deed')
  if (intent === 'give up') {
    await chooseCodebook(c.var.services.database, survey.id, null)
    return reread(c, { ...survey, codebookId: null })
  }
  const chosen = await codebookOf(c.var.services, survey)
  const themes = withAdded(themesInForm(form), form)
  if (form.has('add')) return show(c, survey, workspace, chosen, themes, { notice: texts.added })
  const read = readCodebook(contentOf(chosen.codebook, themes))
  if ('errors' in read) {
    const errors = read.errors.map(({ field, detail }) => `${field} ${reasonText(detail)}`)
    return show(c, survey, workspace, chosen, themes, { status: 422, errors })
  }
  if (intent === 'save') return save(c, survey, workspace, chosen, read.codebook)
  const preview = await previewOf(c.var.services, survey, read.codebook)
  return show(c, survey, workspace, chosen, themes, { preview })
}

async function requireSurvey(c: Ctx, workspace: Workspace): Promise<SurveyRecord> {
  const survey = await findSurvey(c.var.services.database, workspace.id, c.req.param('id') ?? '')
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  return survey
}

/** Saves the rules as the survey's own: updates its codebook, or makes one, so that other surveys keep the shared rules. */
async function save(
  c: Ctx,
  survey: SurveyRecord,
  workspace: Workspace,
  chosen: ChosenCodebook,
  codebook: Codebook,
): Promise<Response> {
  const { database, now } = c.var.services
  const own =
    chosen.by === 'survey' && chosen.id ? await findCodebook(database, workspace.id, chosen.id) : null
  const id = own?.id ?? randomId()
  const name = own?.name ?? `Rules of ${survey.definition.name}`.slice(0, 100).toWellFormed()
  const content = { id, name, codebook, updatedAt: now() }
  if (own) await replaceCodebook(database, content)
  else await insertCodebook(database, { ...content, workspaceId: workspace.id, edits: 1, createdAt: now() })
  await chooseCodebook(database, survey.id, id)
  return reread(c, { ...survey, codebookId: id })
}

async function reread(c: Ctx, survey: SurveyRecord): Promise<Response> {
  await readSurveyAgain(c, survey)
  return c.redirect(`${pagePath(c, survey.id)}?saved=yes`, 303)
}

const pagePath = (c: Ctx, surveyId: string) => pathTo(c, `/console/surveys/${surveyId}/codebook`)

function themesOf({ themes }: Codebook): FormTheme[] {
  return Object.entries(themes).map(([theme, rules]) => ({ theme, rules }))
}

/** The themes of the form, with the suggested word added to the selected theme or as a theme of its own. */
function withAdded(themes: readonly FormTheme[], form: URLSearchParams): FormTheme[] {
  const [word, to] = [form.get('add'), form.get('to')]
  if (word === null) return [...themes]
  if (!themes.some(({ theme }) => theme === to)) return [...themes, { theme: to || word, rules: [word] }]
  return themes.map((each) => (each.theme === to ? { ...each, rules: [...each.rules, word] } : each))
}

/** The codebook with the themes of the form. Parents and translations, which the form does not show, are kept for the themes that remain. */
function contentOf(codebook: Codebook, themes: readonly FormTheme[]) {
  const names = new Set(themes.map(({ theme }) => theme))
  const kept = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => names.has(name)))
  const parents = Object.entries(kept(codebook.parents)).filter(([, parent]) => names.has(parent))
  const translations = Object.entries(codebook.translations).map(
    ([tag, rules]) => [tag, kept(rules)] as const,
  )
  return {
    ...codebook,
    themes: Object.fromEntries(themes.map(({ theme, rules }) => [theme, rules])),
    parents: Object.fromEntries(parents),
    translations: Object.fromEntries(translations.filter(([, rules]) => Object.keys(rules).length > 0)),
  }
}

async function show(
  c: Ctx,
  survey: SurveyRecord,
  workspace: Workspace,
  chosen: ChosenCodebook,
  themes: readonly FormTheme[],
  outcome: Outcome,
): Promise<Response> {
  const { database, now } = c.var.services
  const defaults = { now: now(), timezone: workspace.timezone }
  const [found, editions] = await Promise.all([
    suggestionsFor(c.var.services, survey, {}, defaults),
    editionsOf(database, survey.id),
  ])
  const body = html`${surveyHead(c, survey, 'rules')}<div class="report codebook">${heading(c, survey, chosen, progressOf(editions))}
${outcome.notice ? html`<p class="flag" role="status" tabindex="-1" autofocus>${outcome.notice}</p>` : ''}
${outcome.errors ? html`<div class="error" tabindex="-1" autofocus role="alert"><p>${texts.refused}</p><ul>${outcome.errors.map((each) => html`<li><bdi>${each}</bdi></li>`)}</ul></div>` : ''}
<form method="post" action="${pagePath(c, survey.id)}">
${outcome.preview ? previewTable(outcome.preview) : ''}
${codebookForm(themes, chosen.by === 'survey')}
${suggestions(found, themes)}
</form></div>`
  return consolePage(c, workspace, {
    place: 'surveys',
    title: `${texts.title} – ${survey.definition.name}`,
    status: outcome.status ?? 200,
    body,
  })
}

function suggestions(found: Discovery, themes: readonly FormTheme[]): Html {
  return found.n === 0 ? html`` : suggestionLists(found, themes)
}

function heading(
  c: Ctx,
  { id }: SurveyRecord,
  { by, codebook }: ChosenCodebook,
  progress: Progress | null,
): Html {
  const others = Object.keys(codebook.translations)
  return html`<header><h2>${texts.heading}</h2>
<p class="soft">${texts.origins[by]}${others.length > 0 ? texts.others(others.join(numberTexts.comma)) : ''}</p></header>
${
  progress
    ? html`<section class="card" aria-labelledby="progress"><h2 id="progress">${texts.progress.title}</h2>
<p>${texts.progress.done(count(progress.done), count(progress.total))} <a href="${pagePath(c, id)}">${texts.progress.refresh}</a></p>
<progress aria-labelledby="progress" max="${Math.max(1, progress.total)}" value="${progress.done}"></progress></section>`
    : ''
}`
}
