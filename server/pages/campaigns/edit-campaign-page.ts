import { html } from 'hono/html'
import { changeCampaign } from '../../campaigns/change-campaign.ts'
import { campaignOf } from '../../campaigns/move-campaign.ts'
import type { Ctx } from '../../context.ts'
import { campaignPlan } from '../../contract/campaigns.ts'
import { changeAsRead } from '../../http/conditional.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { consolePage } from '../console/shell.ts'
import { errorSummary, type FormState, textField } from '../surveys/form-fields.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'
import { planFields, planForm, planOfForm, valuesOfPlan } from './campaign-form.ts'
import { campaignPath, nameOf, requireCampaignPage } from './campaign-of-page.ts'

const texts = campaignTexts.edit

/** `GET /console/campaigns/:id/edit`. */
export async function showEditCampaign(c: Ctx, workspace: Workspace): Promise<Response> {
  const { campaign } = await requireCampaignPage(c, workspace)
  return show(c, workspace, { values: valuesOfPlan(campaign.plan), errors: [] })
}

/** `POST /console/campaigns/:id/edit`: changes the campaign by the same checks as the API. */
export async function takeEditCampaign(c: Ctx, workspace: Workspace): Promise<Response> {
  const values = Object.fromEntries(await readForm(c))
  const { campaign } = await requireCampaignPage(c, workspace)
  const { services } = c.var
  try {
    await changeAsRead(async () => {
      const read = await campaignOf(services, workspace.id, campaign.id)
      // What the form does not show stays.
      const { timezone, perMinute, expiresAt } = read.plan
      const given = { ...planOfForm(values, read.plan), timezone, perMinute, expiresAt }
      return changeCampaign(services, read, check(campaignPlan, given))
    })
    return c.redirect(`${campaignPath(c, campaign.id)}#state`, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return show(c, workspace, { values, errors: error.errors })
  }
}

async function show(c: Ctx, workspace: Workspace, state: FormState): Promise<Response> {
  const { campaign, survey } = await requireCampaignPage(c, workspace)
  return consolePage(c, workspace, {
    place: 'campaigns',
    title: texts.title,
    status: state.errors.length > 0 ? 422 : 200,
    isNarrow: true,
    body: html`<header class="head"><div><p class="crumbs"><a href="${campaignPath(c, campaign.id)}"><bdi>${nameOf(campaign, survey.definition.name)}</bdi></a> ›</p><h1>${texts.title}</h1><p class="about">${texts.about}</p></div></header>
<section class="card"><form class="stack" method="post" action="${campaignPath(c, campaign.id, '/edit')}">${errorSummary(state, texts.errors, planFields)}
${textField(state, { name: 'name', label: campaignTexts.make.name, hint: campaignTexts.make.nameHint })}
${await planForm(c, state)}
<p><button class="btn primary" type="submit">${texts.button}</button></p></form></section>`,
  })
}
