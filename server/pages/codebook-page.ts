import { html } from 'hono/html'
import { type Codebook, readCodebook } from '../../shared/themes/codebook.ts'
import type { Discovery } from '../../shared/themes/discovery.ts'
import type { Ctx } from '../context.ts'
import { randomId } from '../http/hashing.ts'
import { requireType } from '../http/input.ts'
import { Refusal } from '../http/problem.ts'
import { findSurvey, type SurveyRecord } from '../storage/surveys.ts'
import { chooseCodebook, findCodebook, saveCodebook } from '../storage/themes/codebooks.ts'
import { editionsOf } from '../storage/themes/editions.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { readSurveyAgain } from '../themes/codebook-routes.ts'
import { type Preview, previewOf } from '../themes/preview.ts'
import { type ChosenCodebook, codebookOf } from '../themes/resolve-codebook.ts'
import { suggestionsFor } from '../themes/suggestions.ts'
import { type Progress, progressOf } from '../themes/theme-report.ts'
import {
  codebookForm,
  type FormTheme,
  previewTable,
  suggestionLists,
  themesInForm,
} from './codebook/parts.ts'
import { codebookStyle } from './codebook/style.ts'
import { type Html, sendPage } from './layout.ts'
import { count } from './report/numbers.ts'
import { reportStyle } from './report/style.ts'

/** What the page shows besides the rules. */
interface Shown {
  readonly status?: 200 | 422
  readonly wrong?: readonly string[]
  readonly preview?: Preview
  readonly said?: string
}

/** `GET /console/surveys/:id/codebook`: the rules that find themes, to read and to change. */
export async function showCodebook(c: Ctx, workspace: Workspace): Promise<Response> {
  const survey = await requireSurveyOf(c, workspace)
  const chosen = await codebookOf(c.var.services, survey)
  return show(c, survey, workspace, chosen, themesOf(chosen.codebook), {})
}

/** `POST /console/surveys/:id/codebook`: tries the rules sent, adds one to them, keeps them, or gives them up. */
export async function changeCodebook(c: Ctx, workspace: Workspace): Promise<Response> {
  requireType(c, ['application/x-www-form-urlencoded'])
  const survey = await requireSurveyOf(c, workspace)
  const form = new URLSearchParams(await c.req.text())
  const deed = form.get('deed')
  if (deed === 'give up') {
    await chooseCodebook(c.var.services.database, survey.id, null)
    return changed(c, { ...survey, codebookId: null })
  }
  const chosen = await codebookOf(c.var.services, survey)
  const themes = withAdded(themesInForm(form), form)
  if (form.has('add'))
    return show(c, survey, workspace, chosen, themes, { said: 'Added. Try it, then save.' })
  const read = readCodebook(contentOf(chosen.codebook, themes))
  if ('errors' in read) {
    const wrong = read.errors.map(({ field, detail }) => `${field} ${detail}`)
    return show(c, survey, workspace, chosen, themes, { status: 422, wrong })
  }
  if (deed === 'save') return save(c, survey, workspace, chosen, read.codebook)
  const preview = await previewOf(c.var.services, survey, read.codebook)
  return show(c, survey, workspace, chosen, themes, { preview })
}

async function requireSurveyOf(c: Ctx, workspace: Workspace): Promise<SurveyRecord> {
  const survey = await findSurvey(c.var.services.database, workspace.id, c.req.param('id') ?? '')
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  return survey
}

/** Keeps the rules as the survey's own: those it has are changed, others are left to the surveys they are for. */
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
  const createdAt = own?.createdAt ?? now()
  await saveCodebook(database, { id, workspaceId: workspace.id, name, codebook, createdAt, updatedAt: now() })
  await chooseCodebook(database, survey.id, id)
  return changed(c, { ...survey, codebookId: id })
}

async function changed(c: Ctx, survey: SurveyRecord): Promise<Response> {
  await readSurveyAgain(c, survey)
  return c.redirect(`/console/surveys/${survey.id}/codebook`, 303)
}

function themesOf({ themes }: Codebook): FormTheme[] {
  return Object.entries(themes).map(([theme, rules]) => ({ theme, rules }))
}

/** The themes of the form with a suggested word among the rules of the one chosen for it. */
function withAdded(themes: readonly FormTheme[], form: URLSearchParams): FormTheme[] {
  const [word, to] = [form.get('add'), form.get('to')]
  if (word === null) return [...themes]
  if (!themes.some(({ theme }) => theme === to)) return [...themes, { theme: to || word, rules: [word] }]
  return themes.map((each) => (each.theme === to ? { ...each, rules: [...each.rules, word] } : each))
}

/** What the form does not show stays as it was, as far as its themes are still there. */
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
  shown: Shown,
): Promise<Response> {
  const { database, now } = c.var.services
  const defaults = { now: now(), timezone: workspace.timezone }
  const [found, editions] = await Promise.all([
    suggestionsFor(c.var.services, survey, {}, defaults),
    editionsOf(database, survey.id),
  ])
  const body = html`<main class="report codebook">${heading(survey, chosen, progressOf(editions))}
${shown.said ? html`<p class="flag" role="status">${shown.said}</p>` : ''}
${shown.wrong ? html`<div class="error" role="alert"><p>These rules cannot be kept:</p><ul>${shown.wrong.map((each) => html`<li><bdi>${each}</bdi></li>`)}</ul></div>` : ''}
<form method="post" action="/console/surveys/${survey.id}/codebook">
${shown.preview ? previewTable(shown.preview) : ''}
${codebookForm(themes, chosen.by === 'survey')}
${suggestions(found, themes)}
</form></main>`
  return sendPage(c, {
    title: `Rules – ${survey.definition.name}`,
    status: shown.status ?? 200,
    style: reportStyle + codebookStyle,
    body,
  })
}

function suggestions(found: Discovery, themes: readonly FormTheme[]): Html {
  return found.n === 0 ? html`` : suggestionLists(found, themes)
}

const origins = {
  survey: 'These rules are this survey’s own.',
  workspace: 'These rules are your workspace’s. What you save here is for this survey alone.',
  default: 'These rules came with Sayso. What you save here is for this survey alone.',
} as const satisfies Record<ChosenCodebook['by'], string>

function heading(
  { id, definition }: SurveyRecord,
  { by, codebook }: ChosenCodebook,
  progress: Progress | null,
): Html {
  const others = Object.keys(codebook.translations)
  return html`<header><p class="soft"><a href="/console/surveys/${id}">Report</a></p>
<h1>Rules that find themes</h1><p class="soft about"><span dir="auto">${definition.name}</span></p>
<p>${origins[by]}${others.length > 0 ? ` Besides, it has rules in ${others.join(', ')}, which stay as they are.` : ''}</p></header>
${
  progress
    ? html`<section class="card" aria-labelledby="progress"><h2 id="progress">Reading comments again</h2>
<p>${count(progress.done)} of ${count(progress.total)} comments. The report shows the themes of before until this is done. <a href="/console/surveys/${id}/codebook">Look again</a></p>
<progress aria-labelledby="progress" max="${Math.max(1, progress.total)}" value="${progress.done}"></progress></section>`
    : ''
}`
}
