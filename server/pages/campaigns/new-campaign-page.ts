import { html } from 'hono/html'
import { makeCampaign } from '../../campaigns/move-campaign.ts'
import { type Ctx, pathTo } from '../../context.ts'
import { newCampaign } from '../../contract/campaigns.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import { findSurvey, surveyScales } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import {
  areaField,
  errorSummary,
  type FormState,
  type Option,
  selectField,
  textField,
} from '../surveys/form-fields.ts'
import { languageOptions } from '../surveys/new-survey-form.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'
import { campaignPath } from './campaign-of-page.ts'

type Values = Readonly<Record<string, string>>

const texts = campaignTexts.make
const fieldNames = [
  ...['surveyId', 'name', 'from.address', 'from.name', 'replyTo', 'subject', 'intro', 'footer', 'language'],
  ...['days', 'window.from', 'window.to', 'reminders.afterDays', 'perHour'],
]
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri']

/** `GET /console/new-campaign`. */
export function showNewCampaign(c: Ctx, workspace: Workspace): Promise<Response> {
  const values = { surveyId: c.req.query('survey') ?? '', days: '' }
  return show(c, workspace, { values, errors: [] })
}

/** `POST /console/new-campaign`: makes a draft by the same checks as the API, and goes to its page. */
export async function makeNewCampaign(c: Ctx, workspace: Workspace): Promise<Response> {
  const values = Object.fromEntries(await readForm(c))
  try {
    const { surveyId, ...plan } = check(newCampaign, campaignOf(values))
    const survey = await findSurvey(c.var.services.database, workspace.id, surveyId)
    if (!survey)
      throw new Refusal('invalid', undefined, [{ field: 'surveyId', detail: 'must be one of your surveys' }])
    const { id } = await makeCampaign(c.var.services, survey, plan)
    return c.redirect(campaignPath(c, id), 303)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return show(c, workspace, { values, errors: error.errors })
  }
}

/** What the form says of a campaign; fields that were left empty are not given. */
function campaignOf(values: Values): unknown {
  const given = (name: string) => values[name]?.trim() || undefined
  const number = (name: string) => (given(name) === undefined ? undefined : Number(given(name)))
  const [from, to] = [given('window.from'), given('window.to')]
  const isWindow = values.days === 'weekdays' || from !== undefined || to !== undefined
  const afterDays = number('reminders.afterDays')
  const texts = ['name', 'replyTo', 'subject', 'intro', 'footer', 'language'].map((name) => [
    name,
    given(name),
  ])
  return {
    ...Object.fromEntries(texts),
    surveyId: values.surveyId ?? '',
    from: { address: given('from.address') ?? '', name: given('from.name') },
    ...(isWindow && { window: { from, to, ...(values.days === 'weekdays' && { days: weekdays }) } }),
    ...(afterDays !== undefined && { reminders: { afterDays } }),
    perHour: number('perHour'),
  }
}

async function show(c: Ctx, workspace: Workspace, state: FormState): Promise<Response> {
  const surveys = await surveyScales(c.var.services.database, workspace.id, null)
  return consolePage(c, workspace, {
    place: 'campaigns',
    title: texts.title,
    status: state.errors.length > 0 ? 422 : 200,
    isNarrow: true,
    body: html`<header class="head"><div><p class="crumbs"><a href="${pathTo(c, '/console/campaigns')}">${campaignTexts.title}</a> ›</p><h1>${texts.title}</h1><p class="about">${texts.about}</p></div></header>
<section class="card">${
      surveys.length === 0
        ? html`<p><a href="${pathTo(c, '/console/new-survey')}">${texts.noSurvey}</a></p>`
        : await form(
            c,
            state,
            surveys.map(({ id, name }): Option => [id, name]),
          )
    }</section>`,
  })
}

async function form(c: Ctx, state: FormState, surveys: readonly Option[]): Promise<Html> {
  const languages: Option[] = [['', texts.surveyLanguage], ...(await languageOptions(c))]
  const address = html`inputmode="email" spellcheck="false"`
  const days: Option[] = [
    ['', texts.everyDay],
    ['weekdays', texts.weekdays],
  ]
  return html`<form class="stack" method="post" action="${pathTo(c, '/console/new-campaign')}">${errorSummary(state, texts.errors, fieldNames)}
<div class="two">${selectField(state, { name: 'surveyId', label: texts.survey }, surveys)}${textField(state, { name: 'name', label: texts.name, hint: texts.nameHint })}</div>
<div class="two">${textField(state, { name: 'from.address', label: texts.from, more: address })}${textField(state, { name: 'from.name', label: texts.fromName })}</div>
${textField(state, { name: 'replyTo', label: texts.replyTo, hint: texts.replyToHint, more: address })}
${textField(state, { name: 'subject', label: texts.subject, hint: texts.subjectHint })}
${areaField(state, { name: 'intro', label: texts.intro }, 3)}
${areaField(state, { name: 'footer', label: texts.footer, hint: texts.footerHint }, 2)}
${selectField(state, { name: 'language', label: texts.language, hint: texts.languageHint }, languages)}
<fieldset><legend class="label">${texts.hours}</legend><p class="hint">${texts.hoursHint}</p><div class="three gap-s">${selectField(state, { name: 'days', label: texts.days }, days)}${textField(state, { name: 'window.from', label: texts.windowFrom, more: html`placeholder="09:00"` })}${textField(state, { name: 'window.to', label: texts.windowTo, more: html`placeholder="17:00"` })}</div></fieldset>
<div class="two">${textField(state, { name: 'reminders.afterDays', label: texts.afterDays, hint: texts.afterDaysHint, type: 'number', more: html`min="1" max="90"` })}${textField(state, { name: 'perHour', label: texts.perHour, type: 'number', more: html`min="1"` })}</div>
<p><button class="btn primary" type="submit">${texts.button}</button></p></form>`
}
