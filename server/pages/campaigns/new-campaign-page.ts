import { html } from 'hono/html'
import { makeCampaign } from '../../campaigns/move-campaign.ts'
import { type Ctx, pathTo } from '../../context.ts'
import { newCampaign } from '../../contract/campaigns.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import { findSurvey, surveyScales } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { errorSummary, type FormState, type Option, selectField, textField } from '../surveys/form-fields.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'
import { planFields, planForm, planOfForm } from './campaign-form.ts'
import { campaignPath } from './campaign-of-page.ts'

const texts = campaignTexts.make
const fieldNames = ['surveyId', ...planFields]

/** `GET /console/new-campaign`. */
export function showNewCampaign(c: Ctx, workspace: Workspace): Promise<Response> {
  const values = { surveyId: c.req.query('survey') ?? '', days: '' }
  return show(c, workspace, { values, errors: [] })
}

/** `POST /console/new-campaign`: makes a draft by the same checks as the API, and goes to its page. */
export async function makeNewCampaign(c: Ctx, workspace: Workspace): Promise<Response> {
  const values = Object.fromEntries(await readForm(c))
  try {
    const { surveyId, ...plan } = check(newCampaign, {
      ...planOfForm(values),
      surveyId: values.surveyId ?? '',
    })
    const survey = await findSurvey(c.var.services.database, workspace.id, surveyId)
    if (!survey)
      throw new Refusal('invalid', undefined, [{ field: 'surveyId', detail: 'must be one of your surveys' }])
    const { id } = await makeCampaign(c.var.services, survey, plan)
    return c.redirect(campaignPath(c, id), 303)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return show(c, workspace, { values, errors: error.errors })
  }
}

async function show(c: Ctx, workspace: Workspace, state: FormState): Promise<Response> {
  const surveys = await surveyScales(c.var.services.database, workspace.id, null)
  return consolePage(c, workspace, {
    place: 'campaigns',
    title: texts.title,
    status: state.errors.length > 0 ? 422 : 200,
    isNarrow: true,
    body: html`<header class="head"><div><p class="crumbs"><a href="${pathTo(c, '/console/campaigns')}">${campaignTexts.title}</a> ›</p><h1>${texts.title}</h1><p class="about">${texts.about}</p></div></header>
<section class="card">${
      surveys.length === 0
        ? html`<p><a href="${pathTo(c, '/console/new-survey')}">${texts.noSurvey}</a></p>`
        : await form(
            c,
            state,
            surveys.map(({ id, name }): Option => [id, name]),
          )
    }</section>`,
  })
}

async function form(c: Ctx, state: FormState, surveys: readonly Option[]): Promise<Html> {
  return html`<form class="stack" method="post" action="${pathTo(c, '/console/new-campaign')}">${errorSummary(state, texts.errors, fieldNames)}
<div class="two">${selectField(state, { name: 'surveyId', label: texts.survey }, surveys)}${textField(state, { name: 'name', label: texts.name, hint: texts.nameHint })}</div>
${await planForm(c, state)}
<p><button class="btn primary" type="submit">${texts.button}</button></p></form>`
}
