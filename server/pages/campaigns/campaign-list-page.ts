import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { cursorAfter, placeOf } from '../../http/pagination.ts'
import { type CampaignCounts, countsOf } from '../../storage/campaign-counts.ts'
import { type CampaignRecord, listCampaigns } from '../../storage/campaigns.ts'
import { surveyScales } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { icon } from '../console/icons.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { count } from '../report/numbers.ts'
import { campaignTexts as texts } from '../texts/campaign-texts.ts'
import { campaignPath, nameOf } from './campaign-of-page.ts'

const rowsOnPage = 50

/** `GET /console/campaigns`: every campaign, newest first. */
export async function showCampaigns(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database } = c.var.services
  const [found, surveys] = await Promise.all([
    listCampaigns(database, workspace.id, placeOf(c.req.query('after')), rowsOnPage + 1),
    surveyScales(database, workspace.id, null),
  ])
  const names = new Map(surveys.map(({ id, name }) => [id, name]))
  const shown = found.slice(0, rowsOnPage)
  const counts = await Promise.all(shown.map((campaign) => countsOf(database, campaign)))
  const last = found.length > rowsOnPage ? shown.at(-1) : undefined
  const next = last && cursorAfter({ answeredAt: last.createdAt, id: last.id })
  const rows = shown.map((campaign, place) =>
    row(c, campaign, names.get(campaign.surveyId) ?? '', counts[place]!),
  )
  return consolePage(c, workspace, {
    place: 'campaigns',
    title: texts.title,
    body: html`<header class="head"><div><h1>${texts.title}</h1><p class="about">${texts.about}</p></div><div class="row acts"><a class="btn primary" href="${pathTo(c, '/console/new-campaign')}">${icon('add')}${texts.make.title}</a></div></header>
<section class="card flush" aria-labelledby="list"><h2 class="hide" id="list">${texts.title}</h2>
${rows.length === 0 ? html`<p class="pad">${texts.none}</p>` : table(rows)}
${next ? html`<div class="foot"><a rel="next" href="${pathTo(c, '/console/campaigns')}?${new URLSearchParams({ after: next })}">${texts.older}</a></div>` : ''}</section>`,
  })
}

function table(rows: readonly Html[]): Html {
  const { heads } = texts
  return html`<table class="data rows stackable" aria-labelledby="list"><thead><tr><th scope="col">${heads.campaign}</th><th scope="col">${heads.state}</th><th scope="col" class="n">${heads.sent}</th><th scope="col" class="n">${heads.answered}</th><th scope="col" class="n">${heads.waiting}</th></tr></thead><tbody>${rows}</tbody></table>`
}

/** The tag's look by state. */
const looks = { draft: '', running: ' high', paused: ' warn', finished: ' line', cancelled: ' line' } as const

function row(c: Ctx, campaign: CampaignRecord, surveyName: string, counts: CampaignCounts): Html {
  const { id, status } = campaign
  const cell = (name: 'sent' | 'answered' | 'waiting') =>
    html`<td class="n${name === 'sent' ? ' left' : ''}" data-name="${texts.heads[name]}">${count(counts[name])}</td>`
  return html`<tr><th scope="row"><a class="plain" href="${campaignPath(c, id)}" dir="auto">${nameOf(campaign, surveyName)}</a><span class="kind" dir="auto">${surveyName}</span></th><td class="left"><span class="tag${looks[status]}">${texts.states[status]}</span></td>${cell('sent')}${cell('answered')}${cell('waiting')}</tr>
`
}
