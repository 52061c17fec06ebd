import { html, raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { type Ctx, pathTo, publicUrlOf } from '../../context.ts'
import { type MailService, mergeTags } from '../../mail/merge-tags.ts'
import { blockFor } from '../../mail/survey-block.ts'
import { type CampaignRecord, listCampaigns } from '../../storage/campaigns.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import { listSightings, type Sighting } from '../../storage/views.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { spokenSurvey } from '../../surveys/spoken-survey.ts'
import { scaleOfSurvey } from '../../surveys/survey-scale.ts'
import { icon } from '../console/icons.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'
import { installTexts as texts } from '../texts/install-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { badgesCard, changeBadges, usualBadge } from './badges-card.ts'
import { copyField } from './copy-field.ts'
import { requireOwnSurvey } from './editor-page.ts'
import type { FormState } from './form-fields.ts'
import { pageCheck } from './page-check.ts'
import { seenStatus } from './seen-status.ts'
import { asks, surveyHead, surveyPath } from './survey-head.ts'

/** Origins that are named. */
const mostSeen = 3

/** `GET /console/surveys/:id/install`: the ways to put a survey in place, and whether it was seen there. */
export function showInstall(c: Ctx, workspace: Workspace): Promise<Response> {
  return installPage(c, workspace, usualBadge)
}

/** `POST /console/surveys/:id/install`: makes a badge of the score, or revokes one. */
export async function takeInstall(c: Ctx, workspace: Workspace): Promise<Response> {
  const survey = await requireOwnSurvey(c, workspace)
  const state = await changeBadges(c, survey)
  if (state) return installPage(c, workspace, state)
  return c.redirect(`${surveyPath(c, survey.id, 'install')}#badges`, 303)
}

async function installPage(c: Ctx, workspace: Workspace, state: FormState): Promise<Response> {
  const survey = await requireOwnSurvey(c, workspace)
  const { database } = c.var.services
  const [seen, mail, badges] = await Promise.all([
    listSightings(database, survey.id, mostSeen),
    byMail(c, survey),
    badgesCard(c, survey, state),
  ])
  return consolePage(c, workspace, {
    place: 'surveys',
    title: `${survey.definition.name} – ${texts.product}`,
    islands: ['islands/install.ts'],
    status: state.errors.length > 0 ? 422 : 200,
    body: html`${surveyHead(c, survey, 'install')}
${asks(survey) ? '' : html`<p class="note warn">${icon('warning')}<span>${survey.status === 'live' ? texts.paused : texts[survey.status]}</span></p>`}
${inProduct(c, workspace, survey, seen)}
<div class="cols">${byLink(c, survey)}${mail}</div>
<div class="cols">${packages(c, survey)}${inApps(c, survey)}</div>
${badges}`,
  })
}

function inProduct(c: Ctx, workspace: Workspace, survey: SurveyRecord, seen: readonly Sighting[]): Html {
  const tag = `<script async src="${publicUrlOf(c)}/sayso.js" data-survey="${survey.id}"></script>`
  const identify = `<script>window.sayso = window.sayso || function () { (sayso.q = sayso.q || []).push(arguments) }
sayso('identify', { id: 'u-123', email: 'ada@example.com', name: 'Ada' }, { plan: 'pro' })</script>`
  return html`<section class="card stack gap" aria-labelledby="product"><div class="card-head"><h2 id="product">${texts.product}</h2></div>
${seenStatus(c, survey.id, seen, surveyPath(c, survey.id, 'install'))}
${copyField(tag, texts.tagAbout)}
<p class="soft small">${texts.tagAbout} ${texts.identify}</p>
${copyField(identify, texts.identify)}
<details${seen.length === 0 || c.req.query('page') ? html` open` : ''}><summary>${texts.notSeen}</summary><div class="stack gap-s">${pageCheck(c, workspace, survey)}${whyNotSeen(c, workspace, survey)}</div></details></section>`
}

function whyNotSeen(c: Ctx, { allowedOrigins }: Workspace, { id }: SurveyRecord): Html {
  const { reasons } = texts
  const { origin } = new URL(publicUrlOf(c))
  const policy = `script-src ${origin}; connect-src ${origin}`
  const origins = allowedOrigins.includes('*')
    ? reasons.anyOrigin
    : reasons.origins(allowedOrigins.join(numberTexts.comma))
  return html`<ul class="fine"><li>${origins}</li><li>${reasons.rules} ${reasons.explain} <code>sayso('explain', '${id}')</code></li><li>${reasons.ago}</li><li>${reasons.csp}</li></ul>${copyField(policy, reasons.csp)}`
}

const linkOf = (c: Ctx, { id }: SurveyRecord) => `${publicUrlOf(c)}/s/${id}`

function byLink(c: Ctx, survey: SurveyRecord): Html {
  const link = linkOf(c, survey)
  // The library draws from the link alone.
  const drawing = raw(renderSVG(link, { border: 2 }))
  return html`<section class="card c6 m stack" aria-labelledby="link"><h2 id="link">${texts.link}</h2>${copyField(link, texts.link)}
<div class="row top"><div class="qr" role="img" aria-label="${texts.qr}">${drawing}</div><div class="grow stack"><p class="soft small">${texts.linkAbout}</p>
<p class="row"><a class="btn" href="${surveyPath(c, survey.id, 'install')}/qr.svg" download="${survey.id}.svg">${texts.qrDownload}</a>${survey.status === 'live' ? html`<a class="btn quiet" href="${link}">${texts.open}</a>` : ''}</p></div></div>
<details><summary>${texts.knowing}</summary><div class="stack gap-s"><p class="soft small">${texts.claimed}</p>${copyField(`${link}?email=ada@example.com&name=Ada&plan=pro`, texts.claimed)}
<p class="soft small">${texts.signed} <a href="${pathTo(c, '/docs/identity')}">${texts.howToSign}</a></p>${copyField(`${link}?token=eyJ…&mailing=july`, texts.signed)}</div></details></section>`
}

/** `GET /console/surveys/:id/install/qr.svg`: the QR code of the link, to print. */
export async function sendQr(c: Ctx, workspace: Workspace): Promise<Response> {
  const survey = await requireOwnSurvey(c, workspace)
  return c.body(renderSVG(linkOf(c, survey), { border: 4 }), 200, { 'content-type': 'image/svg+xml' })
}

async function byMail(c: Ctx, survey: SurveyRecord): Promise<Html> {
  const asked = c.req.query('for')
  const service = (Object.keys(mergeTags) as MailService[]).find((name) => name === asked)
  const { services } = c.var
  const spoken = service && (await spokenSurvey(services, survey, scaleOfSurvey(survey), []))
  const block = spoken && service && (await blockFor(spoken, linkOf(c, survey), service))
  const options = Object.entries(texts.services).map(
    ([name, label]) =>
      html`<option value="${name}"${name === service ? html` selected` : ''}>${label}</option>`,
  )
  return html`<section class="card c6 m stack" aria-labelledby="mail"><h2 id="mail" tabindex="-1">${texts.mail}</h2><p class="soft small">${texts.mailAbout}</p>
${await campaignsOf(c, survey)}
<form class="row" method="get" action="${surveyPath(c, survey.id, 'install')}#mail"><label class="field grow"><span>${texts.mailFor}</span><select name="for">${options}</select></label><button class="btn" type="submit">${texts.mailShow}</button></form>
${block ? html`<p class="soft small">${texts.mailBlock}</p>${copyField(block.html, texts.mailBlock)}` : ''}</section>`
}

/** The campaigns that ask this survey, and the way to another one. */
async function campaignsOf(c: Ctx, { id, workspaceId }: SurveyRecord): Promise<Html> {
  const found = await listCampaigns(c.var.services.database, workspaceId, null, mostCampaigns)
  const own = found.filter(({ surveyId }) => surveyId === id).slice(0, mostNamed)
  const row = ({ id: campaign, plan, status }: CampaignRecord) =>
    html`<li class="row"><a class="grow" href="${pathTo(c, `/console/campaigns/${campaign}`)}" dir="auto">${plan.name ?? plan.from.address}</a><span class="tag line">${campaignTexts.states[status]}</span></li>`
  return html`${own.length > 0 ? html`<ul class="plain stack-s">${own.map(row)}</ul>` : ''}<p><a class="btn" href="${pathTo(c, '/console/new-campaign')}?${new URLSearchParams({ survey: id })}">${icon('add')}${campaignTexts.make.title}</a></p>`
}

/** The newest campaigns, among which those of a survey are looked for, and of those the ones that are named. */
const [mostCampaigns, mostNamed] = [200, 3]

function packages(c: Ctx, { id }: SurveyRecord): Html {
  const collector = publicUrlOf(c)
  const component = `<Survey collector="${collector}" survey="${id}" inline />`
  const codes = {
    React: `import { Survey } from 'sayso-widget/react'\n${component}`,
    Vue: `import { Survey } from 'sayso-widget/vue'\n${component}`,
    Svelte: `import { survey } from 'sayso-widget/svelte'\n<div use:survey={{ collector: '${collector}', survey: '${id}', inline: true }}></div>`,
  }
  return html`<section class="card c6 m stack" aria-labelledby="packages"><h2 id="packages">${texts.packages}</h2><p class="soft small">${texts.packagesAbout}</p>${copyField('npm install ./dist/package', texts.packagesAbout)}
${Object.entries(codes).map(([name, code]) => html`<h3>${name}</h3>${copyField(code, name)}`)}</section>`
}

function inApps(c: Ctx, survey: SurveyRecord): Html {
  const native = `import { SurveyWebView } from 'sayso-widget/react-native'\n<SurveyWebView WebView={WebView} collector="${publicUrlOf(c)}" survey="${survey.id}" />`
  return html`<section class="card c6 m stack" aria-labelledby="apps"><h2 id="apps">${texts.apps}</h2><p class="soft small">${texts.appsAbout} <a href="${pathTo(c, '/docs/apps')}">${texts.appsMore}</a></p>${copyField(`${linkOf(c, survey)}?embed=app`, texts.apps)}
<h3>${texts.native}</h3>${copyField(native, texts.native)}</section>`
}
