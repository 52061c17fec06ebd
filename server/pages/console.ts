import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { html } from 'hono/html'
import { type Ctx, type Env, pathTo } from '../context.ts'
import { readForm } from '../http/input.ts'
import { atMost } from '../http/limits.ts'
import { signedIn, signIn, signOut } from '../http/session.ts'
import { summaryOn } from '../reports/survey-report.ts'
import { listSurveys } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { changeCodebook, showCodebook } from './codebook-page.ts'
import { decideHeld, showHeld } from './held-page.ts'
import { sendPage } from './layout.ts'
import { lastDays } from './report/controls.ts'
import { count } from './report/numbers.ts'
import { reportStyle } from './report/report-styles.ts'
import { scoreCell } from './report/score-cell.ts'
import { showReport } from './report-page.ts'

const maxSurveys = 50

/** The pages under `/console`; all but the sign-in need a session. */
export const consolePages = new Hono<Env>()
  .use(csrf())
  .get('/', async (c) => {
    const workspace = await signedIn(c)
    return workspace ? showSurveys(c, workspace) : showSignIn(c)
  })
  .get('/surveys/:id', async (c) => {
    const workspace = await signedIn(c)
    return workspace ? showReport(c, workspace) : showSignIn(c, { back: pathOf(c) })
  })
  .get('/surveys/:id/held', async (c) => {
    const workspace = await signedIn(c)
    return workspace ? showHeld(c, workspace) : showSignIn(c, { back: pathOf(c) })
  })
  .post('/surveys/:id/held', async (c) => {
    const workspace = await signedIn(c)
    return workspace ? decideHeld(c, workspace) : showSignIn(c, { back: pathOf(c) })
  })
  .get('/surveys/:id/codebook', async (c) => {
    const workspace = await signedIn(c)
    return workspace ? showCodebook(c, workspace) : showSignIn(c, { back: pathOf(c) })
  })
  .post('/surveys/:id/codebook', atMost(1024 * 1024), async (c) => {
    const workspace = await signedIn(c)
    return workspace ? changeCodebook(c, workspace) : showSignIn(c, { back: pathOf(c) })
  })
  .post('/sign-in', async (c) => {
    const form = await readForm(c)
    const back = safeReturnPath(c, form.get('back'))
    return (await signIn(c, form.get('key')?.trim() ?? ''))
      ? c.redirect(back, 303)
      : showSignIn(c, { back, wrong: 'This key is not valid.' })
  })
  .post('/sign-out', async (c) => {
    await signOut(c)
    return c.redirect(homeOf(c), 303)
  })

const homeOf = (c: Ctx) => pathTo(c, '/console')

function pathOf(c: Ctx): string {
  return pathTo(c, c.req.path) + new URL(c.req.url).search
}

/** The page to return to after signing in. Only pages of the console, so that the form is not an open redirect. */
function safeReturnPath(c: Ctx, asked: string | null): string {
  const home = homeOf(c)
  const base = 'http://console.invalid'
  if (!asked || !URL.canParse(asked, base)) return home
  const { origin, pathname, search } = new URL(asked, base)
  return origin === base && pathname.startsWith(`${home}/`) ? pathname + search : home
}

function showSignIn(
  c: Ctx,
  { back = homeOf(c), wrong }: { back?: string; wrong?: string } = {},
): Promise<Response> {
  return sendPage(c, {
    title: 'Sign in to Sayso',
    status: wrong ? 401 : 200,
    body: html`<main><form class="card" method="post" action="${homeOf(c)}/sign-in">
<h1>Sign in</h1>
<input type="hidden" name="back" value="${back}">
<label class="field"><span>API key</span><input type="password" name="key" required autocomplete="current-password"${wrong ? html` aria-describedby="wrong" aria-invalid="true" autofocus` : ''}></label>
${wrong ? html`<p class="error" id="wrong">${wrong}</p>` : ''}
<button type="submit">Sign in</button>
<p class="soft">The server printed the key at its first start.</p>
</form></main>`,
  })
}

async function showSurveys(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database } = c.var.services
  const surveys = await listSurveys(database, workspace.id, null, maxSurveys)
  const defaults = { now: c.var.services.now(), timezone: workspace.timezone }
  const last90Days = new URLSearchParams(lastDays(90, defaults.now, defaults.timezone)).toString()
  const rows = await Promise.all(
    surveys.map(async (survey) => {
      const { score, n } = await summaryOn(database, survey, {}, defaults)
      return html`<tr><th scope="row"><a href="${homeOf(c)}/surveys/${survey.id}?${last90Days}" dir="auto">${survey.definition.name}</a></th><td>${survey.metric.toUpperCase()}, ${survey.status}</td>
${scoreCell(score.value, score.interval, score.unit)}<td class="number">${count(n)}</td></tr>`
    }),
  )
  return sendPage(c, {
    title: `Surveys – ${workspace.name}`,
    style: reportStyle,
    body: html`<main><h1>Surveys</h1>
<table class="surveys numbers"><thead><tr><th scope="col">Survey</th><th scope="col">Type</th><th scope="col" class="number">All-time score</th><th scope="col" class="number">Answers</th></tr></thead>
<tbody>${rows}</tbody></table>
<form method="post" action="${homeOf(c)}/sign-out"><button type="submit">Sign out</button></form></main>`,
  })
}
