import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import { icon } from '../console/icons.ts'
import type { Html } from '../layout.ts'
import { surveyTexts } from '../texts/survey-texts.ts'

/** The pages of one survey; the report is a place of its own. */
export const surveyPaths = {
  edit: '/edit',
  install: '/install',
  versions: '/versions',
  rules: '/codebook',
  report: '',
} as const

export type SurveyPageName = keyof typeof surveyPaths

/** The path of a page of a survey. */
export function surveyPath(
  c: Ctx,
  id: string,
  page: SurveyPageName | 'state' | 'preview' | 'delete',
): string {
  const ending = page === 'state' || page === 'preview' || page === 'delete' ? `/${page}` : surveyPaths[page]
  return pathTo(c, `/console/surveys/${id}${ending}`)
}

/** The heading of a survey's pages: its name, its state, how much of it is not published, what can be done with it, and the pages. */
export function surveyHead(c: Ctx, survey: SurveyRecord, current: SurveyPageName, unpublished = 0): Html {
  const { id, definition } = survey
  const tab = (page: SurveyPageName) =>
    html`<a href="${surveyPath(c, id, page)}"${page === current ? html` aria-current="page"` : ''}>${surveyTexts.pages[page]}</a>`
  const words = inWords(survey)
  return html`<header class="head"><div><p class="crumbs"><a href="${pathTo(c, '/console/surveys')}">${surveyTexts.surveys}</a> ›</p><h1 dir="auto">${definition.name}</h1><p class="about" id="state" tabindex="-1"><span class="saved"><span class="livedot${asks(survey) ? '' : ' off'}"></span>${words}${unpublished > 0 ? html` · ${surveyTexts.unpublished(unpublished)}` : ''}</span></p></div>${deeds(c, survey, current)}</header>
<nav class="tabs" aria-label="${surveyTexts.surveyPages}">${(Object.keys(surveyPaths) as SurveyPageName[]).map(tab)}</nav>`
}

/** Whether a survey asks anybody now. */
export const asks = ({ status, pausedAt }: SurveyRecord) => status === 'live' && pausedAt === null

function inWords({ status, version, pausedAt, archivedAt, deletedAt }: SurveyRecord): string {
  const { archived, deleting, paused, ...states } = surveyTexts.stateInWords
  if (deletedAt !== null) return deleting
  if (archivedAt !== null) return archived
  if (status === 'live' && pausedAt !== null) return paused
  return status === 'draft' ? states.draft : states[status](String(version))
}

function deeds(c: Ctx, survey: SurveyRecord, current: SurveyPageName): Html | '' {
  const { id, status, pausedAt, archivedAt, deletedAt } = survey
  if (deletedAt !== null) return ''
  const button = (deed: keyof typeof surveyTexts.deeds, look = '') =>
    html`<button class="btn${look}" type="submit" name="deed" value="${deed}">${surveyTexts.deeds[deed]}</button>`
  const archive = archivedAt === null && status !== 'live' ? button('archive', ' quiet') : ''
  const close = status === 'live' ? button('close', ' quiet') : ''
  // The editor publishes what is typed in it.
  const main = {
    draft: current === 'edit' ? '' : button('publish', ' primary'),
    live: button(pausedAt === null ? 'pause' : 'resume', pausedAt === null ? '' : ' primary'),
    closed: archivedAt === null ? button('reopen') : '',
  }
  return html`<form class="row acts" method="post" action="${surveyPath(c, id, 'state')}">${archivedAt === null ? main[status] : button('unarchive')}<details class="menu-pick"><summary class="btn">${surveyTexts.moreDeeds}${icon('open')}</summary><div class="menu end">${close}${button('duplicate', ' quiet')}${archive}<a class="btn quiet danger" href="${surveyPath(c, id, 'delete')}">${surveyTexts.deeds.delete}</a></div></details></form>`
}
