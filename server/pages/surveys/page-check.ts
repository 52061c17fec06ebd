import { html } from 'hono/html'
import { whyNotInTime } from '../../../shared/cadence.ts'
import { allowsOrigin } from '../../../shared/origins.ts'
import { isRightPage } from '../../../shared/targeting.ts'
import { type Ctx, pathTo, publicUrlOf } from '../../context.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { icon } from '../console/icons.ts'
import type { Html } from '../layout.ts'
import { installTexts } from '../texts/install-texts.ts'
import { asks, surveyPath } from './survey-head.ts'

const texts = installTexts.check

/** A form for the address of a page, and what is known to keep the survey from that page. */
export function pageCheck(c: Ctx, workspace: Workspace, survey: SurveyRecord): Html {
  const page = c.req.query('page')?.trim() ?? ''
  return html`<form class="row" id="check" method="get" action="${surveyPath(c, survey.id, 'install')}#check"><label class="field grow"><span>${texts.label}</span><input class="input" type="url" name="page" value="${page}" placeholder="https://acme.example/app" dir="ltr"></label><button class="btn" type="submit">${texts.button}</button></form>
${page ? html`<div role="status">${verdict(obstacles(c, workspace, survey, page))}</div>` : ''}`
}

function verdict(found: readonly Html[]): Html {
  return found.length > 0
    ? html`<div class="note warn">${icon('warning')}<div class="stack-s">${found.map((each) => html`<p>${each}</p>`)}</div></div>`
    : html`<p class="note good">${icon('check')}<span>${texts.nothing}</span></p>`
}

/** What is known to keep a survey from a page, each with the way to change it. */
function obstacles(c: Ctx, workspace: Workspace, survey: SurveyRecord, page: string): Html[] {
  if (!/^https?:/.test(page) || !URL.canParse(page)) return [html`${texts.noAddress}`]
  const url = new URL(page)
  const { rules } = survey.definition
  const state = survey.status === 'live' ? 'paused' : survey.status
  const settings = html`<a href="${pathTo(c, '/console/settings')}#field-allowedOrigins">${texts.allow}</a>`
  const edit = (field: string) =>
    html`<a href="${surveyPath(c, survey.id, 'edit')}#field-rules.${field}">${texts.change}</a>`
  const isInsecure = url.protocol === 'https:' && !publicUrlOf(c).startsWith('https:')
  const dates = whyNotInTime(rules ?? {}, c.var.services.now())
  return [
    ...(asks(survey) ? [] : [html`${installTexts[state]}`]),
    ...(allowsOrigin(workspace.allowedOrigins, url.origin)
      ? []
      : [html`${texts.origin(url.origin)} ${settings}`]),
    ...(rules?.pages && !isRightPage(rules.pages, url) ? [html`${texts.page} ${edit('pages.include')}`] : []),
    ...(dates ? [html`${texts.dates[dates]} ${edit(dates === 'early' ? 'from' : 'until')}`] : []),
    ...(isInsecure ? [html`${texts.insecure}`] : []),
  ]
}
