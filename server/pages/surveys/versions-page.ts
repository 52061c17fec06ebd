import { html } from 'hono/html'
import type { Ctx } from '../../context.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { listVersions, type SurveyVersion } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { count } from '../report/numbers.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { differencesOf } from './differences.ts'
import { publish, requireOwnSurvey } from './editor-page.ts'
import { showReview } from './review-page.ts'
import { surveyHead, surveyPath } from './survey-head.ts'

const texts = editorTexts.versions
/** Versions that are listed: the newest. */
const mostVersions = 100

/** `GET /console/surveys/:id/versions`: what each version changed. */
export async function showVersions(c: Ctx, workspace: Workspace): Promise<Response> {
  const survey = await requireOwnSurvey(c, workspace)
  const versions = await listVersions(c.var.services.database, survey.id, mostVersions)
  const rows = versions.map((version, place) =>
    row(c, survey.id, version, versions[place + 1], { workspace, isCurrent: place === 0 }),
  )
  return consolePage(c, workspace, {
    place: 'surveys',
    title: `${texts.title} – ${survey.definition.name}`,
    body: html`${surveyHead(c, survey, 'versions')}
<section class="card flush" aria-labelledby="versions"><div class="card-head pad"><h2 id="versions">${texts.title}</h2></div>
<table class="data rows stackable" aria-labelledby="versions"><thead><tr><th scope="col">${texts.version}</th><th scope="col">${texts.published}</th><th scope="col">${texts.changes}</th><th scope="col" class="n"><span class="hide">${texts.do}</span></th></tr></thead><tbody>${rows}</tbody></table></section>`,
  })
}

/** Differences of a version that are named; more are counted. */
const mostNamed = 3

function row(
  c: Ctx,
  surveyId: string,
  { version, definition, createdAt }: SurveyVersion,
  before: SurveyVersion | undefined,
  { workspace, isCurrent }: { readonly workspace: Workspace; readonly isCurrent: boolean },
): Html {
  const names = before ? differencesOf(before.definition, definition).map(({ label }) => label) : null
  const rest = (names?.length ?? 0) - mostNamed
  const changes = names
    ? `${names.slice(0, mostNamed).join(numberTexts.comma)}${rest > 0 ? ` ${texts.more(rest)}` : ''}`
    : version === 1
      ? texts.first
      : ''
  const restore = html`<form method="post" action="${surveyPath(c, surveyId, 'versions')}"><button class="btn" type="submit" name="version" value="${version}">${texts.restore}<span class="hide"> ${count(version)}</span></button></form>`
  return html`<tr><th scope="row">${count(version)}</th><td class="soft full">${dayOf(createdAt, workspace.timezone)}</td><td class="full">${changes}</td><td class="n">${isCurrent ? html`<span class="tag high">${texts.current}</span>` : restore}</td></tr>
`
}

/**
 * `POST /console/surveys/:id/versions`: shows what an older version would change, and then publishes its words and rules
 * again, as a new one.
 */
export async function restoreVersion(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c)
  const number = Number(form.get('version'))
  const survey = await requireOwnSurvey(c, workspace)
  const versions = await listVersions(c.var.services.database, survey.id, mostVersions)
  const found = versions.find(({ version }) => version === number)
  if (!found) throw new Refusal('not-found', 'there is no such version')
  const current = String(survey.version)
  const isAsRead = form.get('read') === current
  if (form.get('deed') === 'publish' && isAsRead && (await publish(c, survey, found.definition, false)))
    return c.redirect(`${surveyPath(c, survey.id, 'versions')}#state`, 303)
  const { publishedMeanwhile } = editorTexts.publish
  return showReview(c, workspace, survey, found.definition, {
    action: surveyPath(c, survey.id, 'versions'),
    back: surveyPath(c, survey.id, 'versions'),
    fields: { version: String(number), read: current },
    note: form.get('deed') === 'publish' && !isAsRead ? publishedMeanwhile(current) : '',
  })
}
