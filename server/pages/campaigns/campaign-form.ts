import { html } from 'hono/html'
import type { Ctx } from '../../context.ts'
import type { CampaignPlan, SendWindow } from '../../contract/campaigns.ts'
import type { Html } from '../layout.ts'
import { areaField, type FormState, type Option, selectField, textField } from '../surveys/form-fields.ts'
import { languageOptions } from '../surveys/new-survey-form.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'

type Values = Readonly<Record<string, string>>

const texts = campaignTexts.make
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

/** The names of the form's fields, in their order. */
export const planFields = [
  ...['name', 'from.address', 'from.name', 'replyTo', 'subject', 'intro', 'footer', 'language'],
  ...['days', 'window.from', 'window.to', 'reminders.afterDays', 'restDays', 'perHour'],
  ...['recurring.everyDays', 'recurring.after.property', 'recurring.after.days'],
]

/** What the form says of a campaign; fields that were left empty are not given. `before` has what it does not show. */
export function planOfForm(values: Values, before?: CampaignPlan): Record<string, unknown> {
  const given = (name: string) => values[name]?.trim() || undefined
  const number = (name: string) => (given(name) === undefined ? undefined : Number(given(name)))
  const [from, to] = [given('window.from'), given('window.to')]
  const days =
    values.days === 'weekdays' ? weekdays : values.days === 'kept' ? before?.window?.days : undefined
  const isWindow = days !== undefined || from !== undefined || to !== undefined
  const afterDays = number('reminders.afterDays')
  const [everyDays, property] = [number('recurring.everyDays'), given('recurring.after.property')]
  const lines = ['name', 'replyTo', 'subject', 'intro', 'footer', 'language'].map((name) => [
    name,
    given(name),
  ])
  return {
    ...Object.fromEntries(lines),
    from: { address: given('from.address') ?? '', name: given('from.name') },
    ...(isWindow && { window: { from, to, ...(days && { days }) } }),
    ...(afterDays !== undefined && { reminders: { ...before?.reminders, afterDays } }),
    ...((everyDays !== undefined || property !== undefined) && {
      recurring: {
        everyDays,
        ...(property && { after: { property, days: number('recurring.after.days') ?? 0 } }),
      },
    }),
    restDays: number('restDays'),
    perHour: number('perHour'),
  }
}

/** The form's values for a campaign that was made. */
export function valuesOfPlan(plan: CampaignPlan): Values {
  const { from, window, reminders, perHour, restDays, recurring } = plan
  const { name, replyTo, subject, intro, footer, language } = plan
  const values: Record<string, string | number | null | undefined> = {
    ...{ name, replyTo, subject, intro, footer, language, perHour, restDays },
    ...{ 'recurring.everyDays': recurring?.everyDays, 'recurring.after.days': recurring?.after?.days },
    'recurring.after.property': recurring?.after?.property,
    ...{ 'from.address': from.address, 'from.name': from.name, days: window && daysOf(window) },
    ...{ 'window.from': window?.from, 'window.to': window?.to, 'reminders.afterDays': reminders?.afterDays },
  }
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, String(value ?? '')]))
}

function daysOf({ days }: SendWindow): '' | 'weekdays' | 'kept' {
  if (days.length === 7) return ''
  return days.length === weekdays.length && weekdays.every((day) => days.includes(day)) ? 'weekdays' : 'kept'
}

/** The fields of a campaign beside its survey. */
export async function planForm(c: Ctx, state: FormState): Promise<Html> {
  const languages: Option[] = [['', texts.surveyLanguage], ...(await languageOptions(c))]
  const address = html`inputmode="email" spellcheck="false"`
  const days: Option[] = [
    ['', texts.everyDay],
    ['weekdays', texts.weekdays],
    ...(state.values.days === 'kept' ? [['kept', texts.keptDays] as Option] : []),
  ]
  return html`<div class="two">${textField(state, { name: 'from.address', label: texts.from, more: address })}${textField(state, { name: 'from.name', label: texts.fromName })}</div>
${textField(state, { name: 'replyTo', label: texts.replyTo, hint: texts.replyToHint, more: address })}
${textField(state, { name: 'subject', label: texts.subject, hint: texts.subjectHint })}
${areaField(state, { name: 'intro', label: texts.intro }, 3)}
${areaField(state, { name: 'footer', label: texts.footer, hint: texts.footerHint }, 2)}
${selectField(state, { name: 'language', label: texts.language, hint: texts.languageHint }, languages)}
<fieldset><legend class="label">${texts.hours}</legend><p class="hint">${texts.hoursHint}</p><div class="three gap-s">${selectField(state, { name: 'days', label: texts.days }, days)}${textField(state, { name: 'window.from', label: texts.windowFrom, more: html`placeholder="09:00"` })}${textField(state, { name: 'window.to', label: texts.windowTo, more: html`placeholder="17:00"` })}</div></fieldset>
<div class="two">${textField(state, { name: 'reminders.afterDays', label: texts.afterDays, hint: texts.afterDaysHint, type: 'number', more: html`min="1" max="90"` })}${textField(state, { name: 'perHour', label: texts.perHour, type: 'number', more: html`min="1"` })}</div>
<fieldset><legend class="label">${texts.recurring}</legend><p class="hint">${texts.recurringHint}</p><div class="three gap-s">${textField(state, { name: 'recurring.everyDays', label: texts.everyDays, type: 'number', more: html`min="1" max="3650"` })}${textField(state, { name: 'recurring.after.days', label: texts.afterDate, type: 'number', more: html`min="0" max="3650"` })}${textField(state, { name: 'recurring.after.property', label: texts.dateProperty, more: html`placeholder="signed_up_at" spellcheck="false"` })}</div></fieldset>
${textField(state, { name: 'restDays', label: texts.restDays, hint: texts.restDaysHint, type: 'number', more: html`min="0" max="365"` })}`
}
