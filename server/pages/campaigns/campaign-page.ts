import { html } from 'hono/html'
import { share } from '../../../shared/share.ts'
import { addPeopleTo, requireOpen } from '../../campaigns/add-people.ts'
import { campaignOf, pauseCampaign, retryCampaign, startCampaign } from '../../campaigns/move-campaign.ts'
import { planWarnings } from '../../campaigns/plan-warnings.ts'
import { readPeopleTable } from '../../campaigns/read-people.ts'
import { sendTest } from '../../campaigns/send-test.ts'
import { type Ctx, pathTo, publicUrlOf } from '../../context.ts'
import { testMail } from '../../contract/campaigns.ts'
import { changeAsRead } from '../../http/conditional.ts'
import { readForm } from '../../http/input.ts'
import { type FieldError, Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import { type CampaignCounts, countsOf } from '../../storage/campaign-counts.ts'
import type { CampaignRecord } from '../../storage/campaigns.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { icon } from '../console/icons.ts'
import { type ConsolePage, consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { reasonOn, refusalText } from '../reason.ts'
import { dayOf } from '../report/dates.ts'
import { count, counted, percent } from '../report/numbers.ts'
import { campaignTexts as texts } from '../texts/campaign-texts.ts'
import { addCard, errorsOfLines, pastedTable } from './add-card.ts'
import { campaignPath, nameOf, requireCampaignPage } from './campaign-of-page.ts'
import { campaignSays } from './campaign-says.ts'
import { mailCard, type TestState } from './mail-page.ts'
import { recipientCards } from './recipients-page.ts'

/** What a page of a campaign says beside the campaign itself. */
interface Said {
  readonly status?: ConsolePage['status']
  /** Why something could not be done with the campaign. */
  readonly refused?: string
  /** The table that was not taken whole, and what is wrong with it. */
  readonly test?: TestState
  readonly pasted?: { readonly text: string; readonly errors: readonly FieldError[] }
}

/** `GET /console/campaigns/:id`. */
export function showCampaign(c: Ctx, workspace: Workspace): Promise<Response> {
  return show(c, workspace, {})
}

const deeds = new Map([
  ['start', startCampaign],
  ['pause', pauseCampaign],
  ['retry', retryCampaign],
])

/** `POST /console/campaigns/:id/state`: starts or pauses it, or tries those again whose mail was refused. */
export async function takeCampaignDeed(c: Ctx, workspace: Workspace): Promise<Response> {
  const deed = (await readForm(c)).get('deed')
  const { campaign } = await requireCampaignPage(c, workspace)
  try {
    const take = deeds.get(deed ?? '')
    if (!take) throw new Refusal('invalid', 'deed must be start, pause or retry')
    const { services } = c.var
    await changeAsRead(async () => take(services, await campaignOf(services, workspace.id, campaign.id)))
    return c.redirect(`${campaignPath(c, campaign.id)}#state`, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
    return show(c, workspace, { status: 409, refused: refusalText(error) })
  }
}

/** `POST /console/campaigns/:id/test`: sends its mail to whoever wants to see it. */
export async function takeTest(c: Ctx, workspace: Workspace): Promise<Response> {
  const values = Object.fromEntries(await readForm(c))
  const { campaign, survey } = await requireCampaignPage(c, workspace)
  try {
    const { to } = check(testMail, { to: values.to?.trim() ?? '' })
    const delivery = await sendTest(c.var.services, campaign, survey, to, publicUrlOf(c))
    if (delivery.outcome === 'accepted') return show(c, workspace, { test: { to, sent: to, errors: [] } })
    throw new Refusal('conflict', texts.test.failed(delivery.reply.text))
  } catch (error) {
    if (!(error instanceof Refusal) || (error.code !== 'conflict' && !error.errors)) throw error
    const errors = error.errors ?? [{ field: 'to', detail: error.detail ?? '' }]
    return show(c, workspace, {
      status: error.errors ? 422 : 409,
      test: { to: values.to ?? '', sent: null, errors },
    })
  }
}

/** `POST /console/campaigns/:id/people`: adds the people of a pasted table, as the API does. */
export async function takePeople(c: Ctx, workspace: Workspace): Promise<Response> {
  const text = (await readForm(c)).get('people') ?? ''
  const { campaign } = await requireCampaignPage(c, workspace)
  try {
    requireOpen(campaign)
    const result = await addPeopleTo(c.var.services, campaign, await readPeopleTable(pastedTable(text)))
    const errors = errorsOfLines(result)
    if (errors.length > 0) return show(c, workspace, { status: 422, pasted: { text, errors } })
    const { added, duplicates } = result
    const said = new URLSearchParams({ added: String(added), duplicates: String(duplicates) })
    return c.redirect(`${campaignPath(c, campaign.id)}?${said}#added`, 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'conflict')
      return show(c, workspace, { status: 409, refused: texts.add.cancelled, pasted: { text, errors: [] } })
    if (!error.errors) throw error
    const detail = text.trim() === '' ? texts.add.empty : error.errors[0]!.detail
    return show(c, workspace, { status: 422, pasted: { text, errors: [{ field: 'people', detail }] } })
  }
}

async function show(c: Ctx, workspace: Workspace, said: Said): Promise<Response> {
  const { campaign, survey } = await requireCampaignPage(c, workspace)
  const counts = await countsOf(c.var.services.database, campaign)
  const name = nameOf(campaign, survey.definition.name)
  return consolePage(c, workspace, {
    place: 'campaigns',
    title: name,
    status: said.status ?? 200,
    hasFrames: true,
    body: html`${head(c, workspace, campaign, name, counts)}
${notes(c, campaign, survey, said)}
<section class="card" aria-label="${texts.says.asks}">${campaignSays(c, workspace, campaign, survey, counts)}</section>
${tiles(counts)}
${recipientCards(c, workspace, campaign, counts.people)}
${addCard(c, campaign, said.pasted)}
${mailCard(c, campaign, survey, said.test)}`,
  })
}

/** The heading of a campaign's pages: its name, its state, and what can be done with it. */
function head(
  c: Ctx,
  { timezone }: Workspace,
  { id, status, updatedAt }: CampaignRecord,
  name: string,
  { failed, bounced }: CampaignCounts,
): Html {
  const dot = { draft: ' off', running: '', paused: ' warn', finished: ' off', cancelled: ' off' }[status]
  return html`<header class="head"><div><p class="crumbs"><a href="${pathTo(c, '/console/campaigns')}">${texts.title}</a> ›</p><h1 dir="auto">${name}</h1><p class="about" id="state" tabindex="-1"><span class="saved"><span class="livedot${dot}"></span>${texts.stateInWords[status](dayOf(updatedAt, timezone))}</span></p></div>
<form class="row acts" method="post" action="${campaignPath(c, id, '/state')}">${status === 'cancelled' ? '' : html`<a class="btn" href="#add">${icon('add')}${texts.deeds.add}</a><a class="btn" href="${campaignPath(c, id, '/edit')}">${texts.deeds.edit}</a>`}${retry(status, failed - bounced)}${deed(status)}</form></header>`
}

/** People whose mail was refused, but whose address exists, may be tried again. */
function retry(status: CampaignRecord['status'], refused: number): Html | '' {
  if (refused <= 0 || status === 'draft' || status === 'cancelled') return ''
  return html`<button class="btn" type="submit" name="deed" value="retry">${texts.deeds.retry(counted(refused, 'person'))}</button>`
}

function deed(status: CampaignRecord['status']): Html | '' {
  if (status === 'running')
    return html`<button class="btn" type="submit" name="deed" value="pause">${texts.deeds.pause}</button>`
  if (status !== 'draft' && status !== 'paused') return ''
  const words = status === 'draft' ? texts.deeds.start : texts.deeds.resume
  return html`<button class="btn primary" type="submit" name="deed" value="start">${words}</button>`
}

/** What stands in the way of sending. */
function notes(
  c: Ctx,
  { status, trouble, plan }: CampaignRecord,
  survey: SurveyRecord,
  { refused }: Said,
): Html {
  const isOver = status === 'finished' || status === 'cancelled'
  const warnings = [
    ...(c.var.services.mail ? [] : [texts.noMail]),
    ...(survey.status === 'draft' ? [texts.surveyDraft] : []),
    ...(survey.pausedAt !== null ? [texts.surveyPaused] : []),
    ...(survey.status === 'closed' ? [texts.surveyClosed] : []),
    ...(status === 'draft' && planWarnings(plan).length > 0 ? [texts.noFooter] : []),
    ...(trouble ? [texts.trouble[trouble.what](counted(trouble.tries, 'mail'), trouble.text)] : []),
  ]
  const shown = isOver ? [] : warnings
  return html`${refused === undefined ? '' : html`<div class="note bad gap-after" role="alert" tabindex="-1" autofocus>${icon('warning')}<div><strong>${texts.refused}</strong><p dir="auto">${reasonOn(refused)}</p></div></div>`}${shown.map((words) => html`<p class="note warn gap-after">${icon('warning')}<span>${words}</span></p>`)}`
}

function tiles({ sent, answered, reminded, unsubscribed, bounced }: CampaignCounts): Html {
  const ofSent = (n: number) => (sent === 0 ? '' : percent(share(n, sent).percent))
  const tile = (what: string, n: number, more: string) =>
    html`<div><dt>${what}</dt><dd class="figure">${count(n)}</dd>${more ? html`<dd class="small soft">${more}</dd>` : ''}</div>`
  return html`<dl class="tiles gap">${tile(texts.tiles.sent, sent, reminded > 0 ? texts.tiles.reminded(counted(reminded, 'person')) : '')}${tile(texts.tiles.answered, answered, sent > 0 ? texts.tiles.ofSent(ofSent(answered)) : '')}${tile(texts.tiles.unsubscribed, unsubscribed, ofSent(unsubscribed))}${tile(texts.tiles.bounced, bounced, ofSent(bounced))}</dl>`
}
