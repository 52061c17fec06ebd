import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { newSample } from '../../contract/tagging.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import { findResponse } from '../../storage/find-responses.ts'
import { findSurvey, type SurveyRecord, surveyScales } from '../../storage/surveys.ts'
import {
  answersOfSample,
  listSamples,
  type SampledAnswer,
  type TagSample,
} from '../../storage/themes/tag-samples.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { drawFor } from '../../themes/sampling.ts'
import { tagAnswer, themesToTag } from '../../themes/tags.ts'
import { ratingChip } from '../answers/answer-list.ts'
import { notice } from '../console/notice.ts'
import { consolePage } from '../console/shell.ts'
import { type Html, langOf } from '../layout.ts'
import { dayOf, endOfLastDay, lastDayOf, periodInWords } from '../report/dates.ts'
import { count } from '../report/numbers.ts'
import { errorSummary, type FormState, textField } from '../surveys/form-fields.ts'
import { taggingTexts as texts } from '../texts/tagging-texts.ts'

/** Boxes that one form may send. */
const mostFields = 200

/** `GET /console/surveys/:id/tag`: the next answer of a sample, or the form that draws one. */
export async function showTagging(c: Ctx, workspace: Workspace): Promise<Response> {
  const survey = await requireSurvey(c, workspace)
  const { from = '', to = '' } = c.req.query()
  const values = { size: '30', from: from.slice(0, 10), last: lastDayOf(to || undefined) }
  return show(c, workspace, survey, { values, errors: [] })
}

async function requireSurvey(c: Ctx, workspace: Workspace): Promise<SurveyRecord> {
  const survey = await findSurvey(c.var.services.database, workspace.id, c.req.param('id') ?? '')
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  return survey
}

async function show(c: Ctx, workspace: Workspace, survey: SurveyRecord, state: FormState): Promise<Response> {
  const { database } = c.var.services
  const samples = await listSamples(database, survey.id)
  const open = samples.find(({ n, tagged }) => tagged < n)
  return consolePage(c, workspace, {
    place: 'report',
    title: texts.title,
    isNarrow: true,
    status: state.errors.length > 0 ? 422 : 200,
    body: html`<header class="head"><div><p class="crumbs"><a href="${pathTo(c, `/console/surveys/${survey.id}`)}" dir="auto">${survey.definition.name}</a> ›</p><h1>${texts.title}</h1><p class="about">${texts.about}</p></div></header>
${open ? await nextAnswer(c, workspace, survey, open) : drawForm(state, samples.length > 0)}
${samples.length > 0 ? sampleTable(samples, workspace.timezone) : ''}`,
  })
}

/** The first answer that nobody has tagged, or the one of the place asked for. */
async function nextAnswer(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  sample: TagSample,
): Promise<Html> {
  const { database } = c.var.services
  const answers = await answersOfSample(database, survey.id, sample.drawnAt)
  const asked = Number(c.req.query('at') ?? Number.NaN) - 1
  const place = answers[asked] ? asked : answers.findIndex(({ tags }) => tags === null)
  const answer = answers[place]!
  const [[scale], themes] = await Promise.all([
    surveyScales(database, workspace.id, survey.id),
    themesToTag(c, survey),
  ])
  const before = place > 0 ? html`<a class="btn quiet" href="?at=${place}">${texts.before}</a>` : ''
  return html`<section class="card stack" aria-labelledby="answer"><div class="card-head"><h2 id="answer" tabindex="-1">${count(place + 1)} / ${count(answers.length)}</h2><p role="status">${texts.progress(count(sample.tagged), count(sample.n))}. ${texts.rest}</p></div>
<progress aria-labelledby="answer" max="${sample.n}" value="${sample.tagged}"></progress>
<div class="row nowr gap">${ratingChip(scale, answer.rating)}<div>${said(answer)}</div></div>
<form class="stack" method="post"><input type="hidden" name="id" value="${answer.id}"><fieldset class="ticks"><legend>${texts.speaksOf}</legend><p class="small soft">${texts.none}</p><div class="three">${themes.map((theme) => html`<label class="tick"><input type="checkbox" name="themes" value="${theme}"${answer.tags?.includes(theme) ? html` checked` : ''}><span dir="auto">${theme}</span></label>`)}</div></fieldset>
<p class="row"><button class="btn primary" type="submit" name="deed" value="tag">${texts.save}</button>${before}</p></form></section>`
}

function said({ comment, choices, language }: SampledAnswer): Html {
  const ticked = choices?.length
    ? html`<p class="small soft gap">${texts.ticked}</p><p class="row">${choices.map((choice) => html`<span class="tag" dir="auto">${choice}</span>`)}</p>`
    : ''
  return html`${comment === null ? '' : html`<p class="words" dir="auto"${langOf(language)}>${comment}</p>`}${ticked}`
}

function drawForm(state: FormState, isDone: boolean): Html {
  const more = html`min="1" max="200" step="1"`
  return html`${isDone ? notice('good', texts.done) : ''}<form class="card stack" method="post">${errorSummary(state, texts.errors, ['size', 'from', 'to'])}
<div class="three">${textField(state, { name: 'size', label: texts.size, hint: texts.sizeHint, type: 'number', more })}${textField(state, { name: 'from', label: texts.from, type: 'date' })}${textField(state, { name: 'last', label: texts.to, type: 'date' })}</div>
<p><button class="btn primary" type="submit" name="deed" value="draw">${texts.draw}</button></p></form>`
}

function sampleTable(samples: readonly TagSample[], timezone: string): Html {
  const period = ({ from, to }: TagSample) =>
    from === 0
      ? texts.allTime(dayOf(to, timezone))
      : periodInWords({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), timezone })
  const row = (sample: TagSample) =>
    html`<tr><th scope="row">${dayOf(sample.drawnAt, timezone)}</th><td data-name="${texts.period}">${period(sample)}</td><td class="n" data-name="${texts.tagged}">${count(sample.tagged)} / ${count(sample.n)}</td></tr>`
  return html`<section class="card flush" aria-labelledby="samples"><h2 class="hide" id="samples">${texts.samples}</h2><table class="data stackable" aria-labelledby="samples"><thead><tr><th scope="col">${texts.drawn}</th><th scope="col">${texts.period}</th><th scope="col" class="n">${texts.tagged}</th></tr></thead><tbody>${samples.map(row)}</tbody></table></section>`
}

/** `POST /console/surveys/:id/tag`: draws a sample, or tags an answer of one. */
export async function takeTagging(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c, mostFields)
  const survey = await requireSurvey(c, workspace)
  const path = pathTo(c, `/console/surveys/${survey.id}/tag`)
  if (form.get('deed') === 'tag') {
    const answer = await findResponse(c.var.services.database, survey.id, form.get('id') ?? '')
    if (!answer) throw new Refusal('not-found', 'there is no such answer')
    await tagAnswer(c, survey.id, answer, form.getAll('themes'))
    return c.redirect(`${path}#answer`, 303)
  }
  if (form.get('deed') !== 'draw') throw new Refusal('invalid', 'deed must be draw or tag')
  const values = Object.fromEntries(form)
  try {
    const { n } = await drawFor(c, survey, workspace.timezone, check(newSample, askedIn(values)))
    if (n > 0) return c.redirect(`${path}#answer`, 303)
    return show(c, workspace, survey, { values, errors: [{ field: 'size', detail: texts.nothing }] })
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return show(c, workspace, survey, { values, errors: error.errors })
  }
}

function askedIn({ size, from, last }: Readonly<Record<string, string>>) {
  const to = endOfLastDay(last?.trim() ?? '')
  return { size: Number(size), ...(from?.trim() && { from: from.trim() }), ...(to && { to }) }
}
