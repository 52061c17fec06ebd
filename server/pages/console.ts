import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { html } from 'hono/html'
import { roundHalfAway } from '../../shared/rounding.ts'
import type { Score } from '../../shared/score.ts'
import { requireType } from '../input.ts'
import { reportOn } from '../reports.ts'
import type { Ctx, Env } from '../services.ts'
import { signedIn, signIn, signOut } from '../session.ts'
import { listSurveys } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { sendPage } from './layout.ts'

const surveysShown = 50

/** `/console`: what people with a key look at. */
export const consolePages = new Hono<Env>()
  .use(csrf())
  .get('/', async (c) => {
    const workspace = await signedIn(c)
    return workspace ? showSurveys(c, workspace) : showSignIn(c)
  })
  .post('/sign-in', async (c) => {
    requireType(c, ['application/x-www-form-urlencoded'])
    const key = new URLSearchParams(await c.req.text()).get('key')?.trim() ?? ''
    return (await signIn(c, key))
      ? c.redirect('/console', 303)
      : showSignIn(c, 'That key opens nothing here.')
  })
  .post('/sign-out', async (c) => {
    await signOut(c)
    return c.redirect('/console', 303)
  })

function showSignIn(c: Ctx, wrong?: string): Promise<Response> {
  return sendPage(c, {
    title: 'Sign in to Sayso',
    status: wrong ? 401 : 200,
    body: html`<main><form class="card" method="post" action="/console/sign-in">
<h1>Sign in</h1>
${wrong ? html`<p class="error" role="alert">${wrong}</p>` : ''}
<label class="field"><span>API key</span><input type="password" name="key" required autocomplete="current-password"></label>
<button type="submit">Sign in</button>
<p class="soft">The server printed the key at its first start.</p>
</form></main>`,
  })
}

async function showSurveys(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database } = c.var.services
  const surveys = await listSurveys(database, workspace.id, null, surveysShown)
  const defaults = { now: c.var.services.now(), timezone: workspace.timezone }
  const rows = await Promise.all(
    surveys.map(async (survey) => {
      const { score, n } = await reportOn(database, survey, {}, defaults)
      return html`<tr><th scope="row">${survey.definition.name}</th><td>${survey.status}</td>
<td class="number">${headlineOf(score)}</td><td class="number">${n.toLocaleString('en')}</td></tr>`
    }),
  )
  return sendPage(c, {
    title: `Surveys – ${workspace.name}`,
    body: html`<main><h1>Surveys</h1>
<table><thead><tr><th scope="col">Survey</th><th scope="col">State</th><th scope="col" class="number">Score</th><th scope="col" class="number">Answers</th></tr></thead>
<tbody>${rows}</tbody></table>
<form method="post" action="/console/sign-out"><button type="submit">Sign out</button></form></main>`,
  })
}

/** The score in the form its metric is known by, rounded once; a dash when nobody answered. */
function headlineOf(score: Score): string {
  if (score.value === null) return '–'
  if (score.unit === 'points') return `NPS ${roundHalfAway(score.value)}`
  if (score.unit === 'percent') return `${score.metric.toUpperCase()} ${roundHalfAway(score.value, 1)} %`
  return `CES ${roundHalfAway(score.value, 2)}`
}
