import { html } from 'hono/html'
import { dryRunOf } from '../../campaigns/dry-run.ts'
import { type Ctx, publicUrlOf } from '../../context.ts'
import type { DryRun } from '../../contract/campaigns.ts'
import { Refusal } from '../../http/problem.ts'
import { cursorAfterEmail, emailOfCursor } from '../../people/person-key.ts'
import { lastScores, nextToBeAsked } from '../../storage/asks.ts'
import type { CampaignRecord } from '../../storage/campaigns.ts'
import { emailKey } from '../../storage/email-key.ts'
import { findPublicSurvey, surveyScales } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { ratingChip, timeOf } from '../answers/answer-list.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { count, counted } from '../report/numbers.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { campaignPath, nameOf, requireCampaignPage } from './campaign-of-page.ts'
import { mailsCard } from './mails-card.ts'

const texts = campaignTexts.people
/** People of whom a campaign's own page works out who would get the mail; of more, a page of its own does. */
const mostOnPage = 500
const firstPeople = 8
const rowsOnPage = 100

async function dryRun(c: Ctx, campaign: CampaignRecord, after: string, limit: number) {
  const survey = await findPublicSurvey(c.var.services.database, campaign.surveyId)
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  return dryRunOf(c.var.services, publicUrlOf(c), survey, campaign, { after, limit })
}

/** Who would get a campaign's mail now, the first of them, and why the others would not. */
export async function recipientCards(
  c: Ctx,
  workspace: Workspace,
  campaign: CampaignRecord,
  people: number,
): Promise<Html> {
  const all = html`<a href="${campaignPath(c, campaign.id, '/people')}">${texts.all(counted(people, 'person'))}</a>`
  const around = (inner: Html) =>
    html`<section class="card" aria-labelledby="who"><div class="card-head"><h2 id="who">${texts.title}</h2>${people > 0 ? all : ''}</div>${inner}</section>`
  if (people === 0) return around(html`<p class="soft">${texts.nobody}</p>`)
  const isMany = people > mostOnPage
  if (campaign.plan.recurring) return nextCards(c, workspace, campaign, all, isMany)
  if (isMany) return around(html`<p class="soft">${texts.tooMany(counted(people, 'person'))}</p>`)
  const run = await dryRun(c, campaign, '', firstPeople)
  return html`<div class="cols"><section class="card flush c8" aria-labelledby="who"><div class="card-head pad"><h2 id="who">${texts.title}</h2>${all}</div>${table(campaign, run.items, workspace)}</section>
${whyCard(run, 'c4')}</div>`
}

/** The mails of a recurring campaign by day, who is asked next, and why others are not, unless they are many. */
async function nextCards(
  c: Ctx,
  { id: workspaceId, timezone }: Workspace,
  campaign: CampaignRecord,
  all: Html,
  isMany: boolean,
): Promise<Html> {
  const { title, nobody, heads, never } = campaignTexts.next
  const { database, now } = c.var.services
  const [next, run, days, surveys] = await Promise.all([
    nextToBeAsked(database, campaign.id, firstPeople),
    isMany ? null : dryRun(c, campaign, '', 0),
    mailsCard(database, campaign.id, now(), timezone),
    surveyScales(database, workspaceId, campaign.surveyId),
  ])
  const scores = await lastScores(database, next)
  const rows = next.map(({ name, address, askedAt, dueAt, timezone: own }, place) => {
    const score = scores[place] ?? null
    const chip =
      score === null
        ? html`<span class="soft">–</span>`
        : html`<span class="inl">${ratingChip(surveys[0], score, 's')}</span>`
    const zone = own ?? campaign.plan.timezone ?? timezone
    const at = new Date(dueAt).toISOString()
    return html`<tr><th scope="row"><bdi>${name ?? address}</bdi>${name ? html`<span class="kind"><bdi>${address}</bdi></span>` : ''}</th><td class="left soft" data-name="${heads.last}">${askedAt === null ? never : dayOf(askedAt, timezone)}</td><td class="n left" data-name="${heads.score}">${chip}</td><td class="n" data-name="${heads.next}">${dayOf(at, zone)}${numberTexts.comma}${timeOf(dueAt, zone)} ${zone.split('/').at(-1)!.replaceAll('_', ' ')}</td></tr>
`
  })
  const table = html`<table class="data rows stackable" aria-labelledby="who"><thead><tr><th scope="col">${heads.person}</th><th scope="col">${heads.last}</th><th scope="col" class="n">${heads.score}</th><th scope="col" class="n">${heads.next}</th></tr></thead><tbody>${rows}</tbody></table>`
  return html`<div class="cols">${days}${run ? whyCard(run, 'c4') : ''}</div>
<section class="card flush gap" aria-labelledby="who"><div class="card-head pad"><h2 id="who">${title}</h2>${all}</div>${rows.length > 0 ? table : html`<p class="pad soft">${nobody}</p>`}</section>`
}

/** Why somebody gets it later. */
const waits = ['window', 'rested', 'reminder', 'next', 'deferred', 'unanswered']

/** How many would get it now, later, and not, by the reason. */
function whyCard(
  { send, later, not, reasons, pace }: Omit<DryRun, 'nextCursor' | 'sender' | 'warnings'>,
  look: string,
): Html {
  const { title, nobody, ...words } = campaignTexts.why
  const left = Object.entries(reasons)
    .filter(([reason]) => !waits.includes(reason))
    .sort(([, a], [, b]) => b - a)
  const waiting = Object.entries(reasons).filter(([reason]) => waits.includes(reason))
  const line = (what: string, n: number) => html`<dt>${what}</dt><dd class="n">${count(n)}</dd>`
  return html`<section class="card ${look}" aria-labelledby="why"><h2 id="why">${title}</h2>
<dl class="counts gap-s">${left.map(([reason, n]) => line(reasonWords(reason), n))}</dl>${not === 0 ? html`<p class="soft">${nobody}</p>` : ''}
<dl class="counts gap">${line(words.send, send)}${later > 0 ? line(words.later, later) : ''}${waiting.map(([reason, n]) => line(reasonWords(reason), n))}${pace && send > 0 ? html`${line(words.perHour, pace.perHour)}${pace.minutes > 120 ? line(words.hours, Math.ceil(pace.minutes / 60)) : line(words.minutes, pace.minutes)}` : ''}</dl></section>`
}

function reasonWords(reason: string): string {
  const words: Readonly<Record<string, string>> = campaignTexts.reasons
  return words[reason] ?? reason
}

function table(campaign: CampaignRecord, items: DryRun['items'], { timezone }: Workspace): Html {
  const { heads } = texts
  const when = heads.when(timezone)
  return html`<table class="data rows stackable" aria-labelledby="who"><thead><tr><th scope="col">${heads.person}</th><th scope="col">${heads.what}</th><th scope="col">${when}</th></tr></thead><tbody>${items.map((item) => row(campaign, item, timezone))}</tbody></table>`
}

function row({ status }: CampaignRecord, item: DryRun['items'][number], timezone: string): Html {
  const { email, name, outcome, reason, at, said } = item
  const soon = status === 'running' ? texts.now : texts.atStart
  const when = at
    ? `${dayOf(at, timezone)}${numberTexts.comma}${timeOf(Date.parse(at), timezone)}`
    : outcome === 'send'
      ? soon
      : '–'
  return html`<tr><th scope="row"><bdi>${name ?? email}</bdi>${name ? html`<br><span class="small soft"><bdi>${email}</bdi></span>` : ''}</th><td class="left">${texts.outcomes[outcome]}${reason ? html`<br><span class="small soft">${reasonWords(reason)}</span>` : ''}${said ? html`<br><span class="small soft"><bdi>${said}</bdi></span>` : ''}</td><td data-name="${texts.heads.when(timezone)}">${when}</td></tr>
`
}

/** `GET /console/campaigns/:id/people`: what happens with each of a campaign's people. */
export async function showRecipients(c: Ctx, workspace: Workspace): Promise<Response> {
  const { campaign, survey } = await requireCampaignPage(c, workspace)
  const asked = c.req.query('after')
  const run = await dryRun(c, campaign, await emailOfCursor(c, workspace, asked), rowsOnPage)
  const last = run.isLast ? undefined : run.items.at(-1)?.email
  const after = await cursorAfterEmail(c, workspace, last ? emailKey(last) : null)
  const path = campaignPath(c, campaign.id, '/people')
  const isFirst = asked === undefined
  return consolePage(c, workspace, {
    place: 'campaigns',
    title: texts.allTitle,
    body: html`<header class="head"><div><p class="crumbs"><a href="${campaignPath(c, campaign.id)}"><bdi>${nameOf(campaign, survey.definition.name)}</bdi></a> ›</p><h1>${texts.allTitle}</h1></div></header>
<div class="cols nogap"><section class="card flush c8" aria-labelledby="who"><h2 class="hide" id="who">${texts.heads.person}</h2>${run.items.length === 0 ? html`<p class="pad">${texts.nobody}</p>` : table(campaign, run.items, workspace)}
<div class="foot">${isFirst ? '' : html`<a href="${path}">${texts.first}</a>`}${after ? html`<a rel="next" href="${path}?${new URLSearchParams({ after })}">${texts.more}</a>` : ''}</div></section>
${whyCard(run, 'c4')}</div>`,
  })
}
