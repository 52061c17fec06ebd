import { html } from 'hono/html'
import { type Ctx, pathTo } from '../context.ts'
import { heldSelection } from '../contract/held.ts'
import { readForm } from '../http/input.ts'
import { Refusal } from '../http/problem.ts'
import { check } from '../http/validate.ts'
import type { HeldReason } from '../links/visit.ts'
import { decideOnHeld } from '../responses/held-routes.ts'
import { decideOn } from '../responses/moderation-routes.ts'
import { countHeld, heldAnswers } from '../storage/held.ts'
import { listResponses, moderationActions } from '../storage/moderation.ts'
import { findSurvey, type SurveyRecord } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { consolePage } from './console/shell.ts'
import { type Html, langOf } from './layout.ts'
import { dayOf } from './report/dates.ts'
import { counted } from './report/numbers.ts'
import { decideOnChosen, scoreText, selectionIn, takeOutCard } from './take-out-card.ts'
import { answersTexts } from './texts/answers-texts.ts'

const maxRows = 100

/** `GET /console/surveys/:id/held`: the answers that may be a machine's, to release or to drop. */
export async function showHeld(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database } = c.var.services
  const survey = await requireSurvey(c, workspace)
  const ruled = (ruling: 'none' | 'released' | 'dropped') =>
    listResponses(database, survey.id, { ...heldAnswers, ruling }, null, maxRows)
  const [waiting, rows, released, dropped, takeOut] = await Promise.all([
    countHeld(database, survey.id),
    ruled('none'),
    ruled('released'),
    ruled('dropped'),
    takeOutCard(c, survey, new URL(c.req.url).searchParams),
  ])
  const decided = [...released, ...dropped]
  const effects = new Map(
    await Promise.all(
      [...waiting.keys()].map(async (reason) => {
        const chosen = { reason, state: 'held', dryRun: true } as const
        return [reason, await decideOn(c, survey, 'release', chosen)] as const
      }),
    ),
  )
  const effectOf = (reason: HeldReason) => {
    const { before, after } = effects.get(reason)!
    return `Released, the score goes from ${scoreText(survey, before)} to ${scoreText(survey, after)}.`
  }
  const table = (
    caption: string,
    of: typeof rows,
    intents: readonly Intent[],
  ) => html`<table class="stackable"><caption>${caption}</caption>
<thead><tr><th scope="col">Score</th><th scope="col">Opened</th><th scope="col">Person</th><th scope="col">Looks like</th><th scope="col">Comment</th><th scope="col">Decide</th></tr></thead>
<tbody>${of.map((row) => html`<tr><th scope="row">${row.rating}</th><td>${dayOf(row.answeredAt, workspace.timezone)}</td><td class="full"><bdi>${row.respondentName ?? row.respondentEmail ?? row.respondentId ?? ''}</bdi></td><td class="full">${answersTexts.reasons[row.heldReason!]}${row.ruling ? `: ${row.ruling}` : ''}</td><td class="full" dir="auto"${langOf(row.language)}>${row.comment ?? ''}</td><td class="full">${buttons(intents, { ids: row.id })}</td></tr>`)}</tbody></table>`
  return consolePage(c, workspace, {
    place: 'report',
    title: `Held – ${survey.definition.name}`,
    body: html`<div class="report"><header><p class="soft"><a href="${pathTo(c, `/console/surveys/${survey.id}`)}">${survey.definition.name}</a></p><h1>Held answers</h1>
<p class="soft">Not part of any score until you decide. Every decision but deleting can be undone.</p></header>
<section class="card"><h2>By reason</h2>${waiting.size === 0 ? html`<p>Nothing is held.</p>` : html`<ul class="plain">${[...waiting].map(([reason, count]) => html`<li>${counted(count, 'answer')}: ${answersTexts.reasons[reason]}. <span class="soft">${effectOf(reason)}</span> ${buttons(['release', 'drop'], { reason })}</li>`)}</ul>`}</section>
${rows.length > 0 ? html`<section class="card">${table('Waiting', rows, ['release', 'drop'])}</section>` : ''}
${decided.length > 0 ? html`<section class="card">${table('Decided', decided, ['restore'])}</section>` : ''}
${takeOut}</div>`,
  })
}

type Intent = 'release' | 'drop' | 'restore'
const names = { release: 'Release', drop: 'Drop', restore: 'Undo' } as const

function buttons(intents: readonly Intent[], target: { ids: string } | { reason: HeldReason }): Html {
  const [[name, value]] = Object.entries(target) as [[string, string]]
  return html`<form method="post"><input type="hidden" name="${name}" value="${value}">${intents.map((intent) => html` <button name="deed" value="${intent}" class="${intent === 'release' ? '' : 'quiet'}">${names[intent]}</button>`)}</form>`
}

/** `POST /console/surveys/:id/held`: a decision on one answer, on all held for one reason, or on chosen ones. */
export async function decideHeld(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c)
  const survey = await requireSurvey(c, workspace)
  const chosen = selectionIn(form)
  const deed = moderationActions.find((action) => action === form.get('deed'))
  if (chosen && deed) {
    await decideOnChosen(c, survey, deed, chosen.selection)
    return c.redirect(pathTo(c, `${c.req.path}?${new URLSearchParams(chosen.given)}`), 303)
  }
  const intent = (Object.keys(names) as Intent[]).find((name) => name === form.get('deed'))
  if (!intent) throw new Refusal('invalid', 'deed must be release, drop or restore')
  const id = form.get('ids')
  const { reason = null, ids = null } = check(
    heldSelection,
    id ? { ids: [id] } : { reason: form.get('reason') },
  )
  await decideOnHeld(c, survey.id, { ids, reason }, intent)
  return c.redirect(pathTo(c, c.req.path), 303)
}

async function requireSurvey(c: Ctx, workspace: Workspace): Promise<SurveyRecord> {
  const survey = await findSurvey(c.var.services.database, workspace.id, c.req.param('id') ?? '')
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  return survey
}
