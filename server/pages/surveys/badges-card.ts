import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { newBadge } from '../../contract/scores.ts'
import { randomId } from '../../http/hashing.ts'
import { readForm } from '../../http/input.ts'
import { mostAtOnce } from '../../http/pagination.ts'
import { Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import { makeBadge, toBadge } from '../../reports/score-routes.ts'
import { type BadgeRecord, deleteBadge, listBadges } from '../../storage/badges.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Html } from '../layout.ts'
import { installTexts } from '../texts/install-texts.ts'
import { copyField } from './copy-field.ts'
import { errorSummary, type FormState, type Option, selectField, textField } from './form-fields.ts'
import { surveyPath } from './survey-head.ts'

const texts = installTexts.badges

/** The form before anything is typed. */
export const usualBadge: FormState = { values: { days: '90' }, errors: [] }

/** Makes or revokes a badge as the form says; returns the form again when something in it is wrong. */
export async function changeBadges(c: Ctx, survey: SurveyRecord): Promise<FormState | null> {
  const form = await readForm(c)
  const id = form.get('revoke')
  if (id !== null) {
    if (!(await deleteBadge(c.var.services.database, survey.id, id))) throw new Refusal('not-found')
    return null
  }
  const values = { label: form.get('label') ?? '', days: form.get('days') ?? '' }
  try {
    const days = values.days === '' ? undefined : Number(values.days)
    await makeBadge(c, survey, check(newBadge, { label: values.label, days }), randomId())
    return null
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return { values, errors: error.errors }
  }
}

/** The badges of a survey's score, and a form for another one. */
export async function badgesCard(c: Ctx, survey: SurveyRecord, state: FormState): Promise<Html> {
  const found = await listBadges(c.var.services.database, survey.id, null, mostAtOnce)
  const periods = Object.entries(texts.periods).sort(([a], [b]) => Number(a || 1e9) - Number(b || 1e9))
  return html`<section class="card stack gap" id="badges" aria-labelledby="badges-name" tabindex="-1"><div class="card-head"><h2 id="badges-name">${texts.title}</h2></div><p class="soft small">${texts.about}</p>
${found.map((each) => badgeRow(c, survey, each))}
<form class="stack" method="post" action="${surveyPath(c, survey.id, 'install')}">${errorSummary(state, texts.errors, ['label', 'days'])}
<div class="cols"><div class="c6 m">${textField(state, { name: 'label', label: texts.label, hint: texts.labelHint })}</div><div class="c6 m">${selectField(state, { name: 'days', label: texts.period }, periods as unknown as Option[])}</div></div>
<p><button class="btn" type="submit">${texts.make}</button></p></form></section>`
}

function badgeRow(c: Ctx, survey: SurveyRecord, record: BadgeRecord): Html {
  const { id, label, days, token, svg, json } = toBadge(c, record)
  const name = label ?? survey.definition.name
  const picture = `<img src="${svg}" height="24" alt="${escaped(name)}">`
  const period = days === null ? texts.periods[''] : texts.lastDays(days)
  const own = pathTo(c, `/v1/public/badges/${token}/score.svg`)
  return html`<div class="stack-s"><div class="row"><span class="grow stack-s"><img class="badge" src="${own}" alt="${name}"><span class="soft small">${period}</span></span><form method="post" action="${surveyPath(c, survey.id, 'install')}"><button class="btn danger" type="submit" name="revoke" value="${id}">${texts.revoke}<span class="hide"> ${name}, ${period}</span></button></form></div>
${copyField(picture, texts.html)}<details><summary>${texts.json}</summary>${copyField(json, texts.json)}</details></div>`
}

/** A text inside quotes of HTML that somebody is to copy. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
