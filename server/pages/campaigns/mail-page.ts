import { html } from 'hono/html'
import { previewMail } from '../../campaigns/compose.ts'
import { sampleOf } from '../../campaigns/send-test.ts'
import type { Ctx } from '../../context.ts'
import type { FieldError } from '../../http/problem.ts'
import type { CampaignRecord } from '../../storage/campaigns.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import type { Html } from '../layout.ts'
import { textField } from '../surveys/form-fields.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'
import { campaignPath, requireCampaignPage } from './campaign-of-page.ts'

const texts = campaignTexts.mail

/** `GET /console/campaigns/:id/mail?scheme=`: the mail itself, for a frame. */
export async function showCampaignMail(c: Ctx, workspace: Workspace): Promise<Response> {
  const { campaign, survey } = await requireCampaignPage(c, workspace)
  const scheme = c.req.query('scheme') === 'dark' ? 'dark' : 'light'
  const mail = await mailOf(c, campaign, survey, scheme)
  // It may do no more than in a mail client: no scripts, no requests; and its links lead nowhere.
  c.header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
  )
  return c.html(mail.html)
}

async function mailOf(c: Ctx, campaign: CampaignRecord, survey: SurveyRecord, scheme: 'light' | 'dark') {
  const recipient = await sampleOf(c.var.services, campaign)
  const { asset } = c.var.services
  return previewMail({ plan: campaign.plan, survey, recipient, asset }, scheme)
}

/** A test mail that was asked for on the page. */
export interface TestState {
  readonly to: string
  /** Where it was sent; `null` when it was not. */
  readonly sent: string | null
  readonly errors: readonly FieldError[]
}

/** The mail as the first of a campaign's people gets it, light and dark. */
export async function mailCard(
  c: Ctx,
  campaign: CampaignRecord,
  survey: SurveyRecord,
  test: TestState | undefined,
): Promise<Html> {
  const { from, replyTo } = campaign.plan
  const [{ subject }, first] = await Promise.all([
    mailOf(c, campaign, survey, 'light'),
    sampleOf(c.var.services, campaign),
  ])
  const fixed = survey.definition.look?.scheme
  const schemes = fixed === 'light' || fixed === 'dark' ? [fixed] : (['light', 'dark'] as const)
  const name = first && (first.name ?? first.address)
  const frame = (scheme: 'light' | 'dark') =>
    html`<div><h3>${texts[scheme]}</h3><iframe class="frame mail gap-s" title="${texts[`${scheme}Frame`]}" src="${campaignPath(c, campaign.id, '/mail')}?scheme=${scheme}" sandbox></iframe></div>`
  return html`<section class="card" aria-labelledby="mail"><h2 id="mail">${texts.title}</h2>
<dl class="pair gap"><dt>${texts.subject}</dt><dd dir="auto">${subject}</dd><dt>${texts.from}</dt><dd><bdi>${from.name ? `${from.name} <${from.address}>` : from.address}</bdi></dd>${replyTo ? html`<dt>${texts.replyTo}</dt><dd><bdi>${replyTo}</bdi></dd>` : ''}</dl>
<p class="small soft gap">${name === null ? texts.asForNobody : texts.asFor(name)}</p>
<div class="two gap">${schemes.map(frame)}</div>
${testForm(c, campaign, test)}</section>`
}

/** Sends the mail to whoever wants to see it in their own mail program. */
function testForm(c: Ctx, { id }: CampaignRecord, test: TestState | undefined): Html {
  const { label, hint, button, sent } = campaignTexts.test
  const state = { values: { to: test?.to ?? '' }, errors: test?.errors ?? [] }
  const more = html`inputmode="email" spellcheck="false"`
  return html`<form class="stack gap" id="test" method="post" action="${campaignPath(c, id, '/test')}">${test?.sent ? html`<p class="note good" role="status" tabindex="-1" autofocus>${sent(test.sent)}</p>` : ''}${textField(state, { name: 'to', label, hint, more })}
<p><button class="btn" type="submit">${button}</button></p></form>`
}
