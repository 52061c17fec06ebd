import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { findSurveys } from '../../storage/surveys.ts'
import { listCodebooks, mostCodebooks } from '../../storage/themes/codebooks.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { changeSettings } from '../../workspaces/settings-routes.ts'
import { notice } from '../console/notice.ts'
import { consolePage } from '../console/shell.ts'
import { selectField } from '../surveys/form-fields.ts'
import { settingsTexts } from '../texts/settings-texts.ts'
import { pathOfPart, settingsAround } from './settings-head.ts'

const texts = settingsTexts.themes
const mostSurveys = 50

/** `GET /console/settings/themes`: the rules of all surveys, and the way to those of each. */
export async function showThemesSettings(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database } = c.var.services
  const states = ['live', 'draft', 'closed'] as const
  const [codebooks, surveys] = await Promise.all([
    listCodebooks(database, workspace.id, null, mostCodebooks),
    findSurveys(database, workspace.id, { states }, null, mostSurveys),
  ])
  const options = codebooks.map(({ id, name }) => [id, name] as const)
  const values = { codebook: workspace.codebookId ?? '' }
  const field = { name: 'codebook', label: texts.rules, hint: texts.hint }
  const rows = surveys.map(
    ({ id, definition, codebookId }) =>
      html`<tr><th scope="row"><a href="${pathTo(c, `/console/surveys/${id}/codebook`)}"><bdi>${definition.name}</bdi></a></th><td class="soft">${codebookId === null ? texts.usesShared : texts.usesOwn}</td></tr>`,
  )
  const isSaved = c.req.query('saved') === 'yes'
  const content = html`${isSaved ? notice('good', settingsTexts.saved) : ''}
<form class="card stack" method="post" action="${pathOfPart(c, 'themes')}" aria-labelledby="themes"><h2 id="themes">${settingsTexts.parts.themes}</h2><p class="soft">${texts.about}</p>
${selectField({ values, errors: [] }, field, [['', texts.usual], ...options])}<p><button class="btn primary" type="submit">${texts.save}</button></p></form>
<section class="card flush"><div class="card-head pad"><h2 id="own">${texts.own}</h2><p>${texts.ownAbout}</p></div>
<table class="data stackable" aria-labelledby="own"><thead><tr><th scope="col">${texts.survey}</th><th scope="col">${texts.rules}</th></tr></thead><tbody>${rows}</tbody></table>${surveys.length === mostSurveys ? html`<p class="pad small"><a href="${pathTo(c, '/console/surveys')}">${texts.more}</a></p>` : ''}</section>`
  return consolePage(c, workspace, {
    place: 'settings',
    title: settingsTexts.parts.themes,
    body: settingsAround(c, 'themes', content),
  })
}

/** `POST /console/settings/themes`: chooses the rules, as the API does. */
export async function takeThemesSettings(c: Ctx, workspace: Workspace): Promise<Response> {
  const chosen = (await readForm(c)).get('codebook')
  if (chosen === null) throw new Refusal('invalid', 'codebook must be there')
  c.set('workspace', workspace)
  await changeSettings(c, workspace, { codebook: chosen || null })
  return c.redirect(`${pathOfPart(c, 'themes')}?saved=yes`, 303)
}
