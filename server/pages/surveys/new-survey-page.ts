import { html } from 'hono/html'
import { localeFor } from '../../built-data/locales.ts'
import { type Ctx, pathTo } from '../../context.ts'
import { newSurvey } from '../../contract/surveys.ts'
import { readForm } from '../../http/input.ts'
import { type FieldError, Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import { findSurvey, hasSurvey, insertSurvey, type SurveyRecord } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { completeSurvey } from '../../surveys/complete-survey.ts'
import { newSurveyId } from '../../workspaces/workspace-database.ts'
import { consolePage } from '../console/shell.ts'
import { surveyTexts } from '../texts/survey-texts.ts'
import type { FormState } from './form-fields.ts'
import { newSurveyForm, type SurveyKind, surveyKinds } from './new-survey-form.ts'

/** `GET /console/new-survey`. */
export function showNewSurvey(c: Ctx, workspace: Workspace): Promise<Response> {
  return show(c, workspace, { values: {}, errors: [] })
}

/** `POST /console/new-survey`: makes a draft, and goes to its editor. */
export async function makeSurvey(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c)
  const values = Object.fromEntries(form)
  try {
    const record = await recordOf(c, workspace, values)
    const { database } = c.var.services
    if (await hasSurvey(database, record.id)) throw taken()
    await database.write(insertSurvey(database, record))
    // Somebody else may have taken the id meanwhile, and then nothing was stored.
    if (!(await findSurvey(database, workspace.id, record.id))) throw taken()
    return c.redirect(pathTo(c, `/console/surveys/${record.id}/edit`), 303)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return show(c, workspace, { values, errors: error.errors })
  }
}

const taken = () => refused({ field: 'id', detail: surveyTexts.make.idTaken })
const refused = (error: FieldError) => new Refusal('invalid', `${error.field} ${error.detail}`, [error])

async function recordOf(
  c: Ctx,
  workspace: Workspace,
  { kind = '', name = '', language = 'en', touchpoint = '', id = '' }: Readonly<Record<string, string>>,
): Promise<SurveyRecord> {
  const ofKind = Object.hasOwn(surveyKinds, kind) ? surveyKinds[kind as SurveyKind] : { metric: kind }
  const given = check(newSurvey, {
    ...ofKind,
    language,
    status: 'draft',
    ...(name.trim() && { name }),
    ...(touchpoint.trim() && { touchpoint }),
  })
  const chosen = chosenId(workspace, id.trim())
  const locale = await localeFor(c.var.services, language)
  const now = c.var.services.now()
  return completeSurvey(given, chosen ?? newSurveyId(workspace), workspace.id, now, locale)
}

/** The id of the form; `null` to have one made. What looks like the ids of workspaces with databases of their own leads there. */
function chosenId({ databaseUrl }: Workspace, id: string): string | null {
  if (id === '' || databaseUrl !== null) return null
  const isReserved = /^[0-9a-z]{12}-[0-9a-z]{12}$/.test(id)
  if (!/^[a-z][a-z0-9-]{1,46}[a-z0-9]$/.test(id) || isReserved)
    throw refused({ field: 'id', detail: surveyTexts.make.idShape })
  return id
}

async function show(c: Ctx, workspace: Workspace, state: FormState): Promise<Response> {
  return consolePage(c, workspace, {
    place: 'surveys',
    title: surveyTexts.newSurvey,
    status: state.errors.length > 0 ? 422 : 200,
    isNarrow: true,
    body: html`<header class="head"><div><p class="crumbs"><a href="${pathTo(c, '/console/surveys')}">${surveyTexts.surveys}</a> ›</p><h1>${surveyTexts.newSurvey}</h1><p class="about">${surveyTexts.make.about}</p></div></header>
<section class="card">${await newSurveyForm(c, workspace, state)}</section>`,
  })
}
