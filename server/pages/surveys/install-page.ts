import { html, raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { type Ctx, publicUrlOf } from '../../context.ts'
import { type MailService, mergeTags } from '../../mail/merge-tags.ts'
import { blockFor } from '../../mail/survey-block.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import { listSightings, type Sighting } from '../../storage/views.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { spokenSurvey } from '../../surveys/spoken-survey.ts'
import { scaleOfSurvey } from '../../surveys/survey-scale.ts'
import { icon } from '../console/icons.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { installTexts as texts } from '../texts/install-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { badgesCard, changeBadges, usualBadge } from './badges-card.ts'
import { copyField } from './copy-field.ts'
import { requireOwnSurvey } from './editor-page.ts'
import type { FormState } from './form-fields.ts'
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
  const seen = await listSightings(database, survey.id, mostSeen)
  return consolePage(c, workspace, {
    place: 'surveys',
    title: `${survey.definition.name} – ${texts.product}`,
    islands: ['islands/install.ts'],
    status: state.errors.length > 0 ? 422 : 200,
    body: html`${surveyHead(c, survey, 'install')}
${asks(survey) ? '' : html`<p class="note warn">${icon('warning')}<span>${survey.status === 'live' ? texts.paused : texts[survey.status]}</span></p>`}
${inProduct(c, workspace, survey, seen)}
<div class="cols">${byLink(c, survey)}${await byMail(c, survey)}</div>
<div class="cols">${packages(c, survey)}${inApps(c, survey)}</div>
${await badgesCard(c, survey, state)}`,
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
<details><summary>${texts.notSeen}</summary>${whyNotSeen(workspace, survey)}</details></section>`
}

function whyNotSeen({ allowedOrigins }: Workspace, { id }: SurveyRecord): Html {
  const { reasons } = texts
  const origins = allowedOrigins.includes('*')
    ? reasons.anyOrigin
    : reasons.origins(allowedOrigins.join(numberTexts.comma))
  return html`<ul class="fine"><li>${origins}</li><li>${reasons.rules} ${reasons.explain} <code>sayso('explain', '${id}')</code></li><li>${reasons.csp}</li><li>${reasons.ago}</li></ul>`
}

const linkOf = (c: Ctx, { id }: SurveyRecord) => `${publicUrlOf(c)}/s/${id}`

function byLink(c: Ctx, survey: SurveyRecord): Html {
  const link = linkOf(c, survey)
  // The library draws from the link alone.
  const drawing = raw(renderSVG(link, { border: 2 }))
  return html`<section class="card c6 m stack" aria-labelledby="link"><h2 id="link">${texts.link}</h2>${copyField(link, texts.link)}
<div class="row top"><div class="qr" role="img" aria-label="${texts.qr}">${drawing}</div><div class="grow stack"><p class="soft small">${texts.linkAbout} <code dir="ltr">?email=ada@example.com&amp;plan=pro</code></p>
<p class="row"><a class="btn" href="${surveyPath(c, survey.id, 'install')}/qr.svg" download="${survey.id}.svg">${texts.qrDownload}</a><a class="btn quiet" href="${link}">${texts.open}</a></p></div></div></section>`
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
<form class="row" method="get" action="${surveyPath(c, survey.id, 'install')}#mail"><label class="field grow"><span>${texts.mailFor}</span><select name="for">${options}</select></label><button class="btn" type="submit">${texts.mailShow}</button></form>
${block ? html`<p class="soft small">${texts.mailBlock}</p>${copyField(block.html, texts.mailBlock)}` : ''}</section>`
}

function packages(c: Ctx, { id }: SurveyRecord): Html {
  const collector = publicUrlOf(c)
  const code = `import { Survey } from 'sayso-widget/react' // 'sayso-widget/vue' likewise
<Survey collector="${collector}" survey="${id}" inline />

import { survey } from 'sayso-widget/svelte'
<div use:survey={{ collector: '${collector}', survey: '${id}', inline: true }}></div>`
  return html`<section class="card c6 m stack" aria-labelledby="packages"><h2 id="packages">${texts.packages}</h2><p class="soft small">${texts.packagesAbout}</p>${copyField(code, texts.packages)}</section>`
}

function inApps(c: Ctx, survey: SurveyRecord): Html {
  return html`<section class="card c6 m stack" aria-labelledby="apps"><h2 id="apps">${texts.apps}</h2><p class="soft small">${texts.appsAbout}</p>${copyField(`${linkOf(c, survey)}?embed=app`, texts.apps)}</section>`
}
