import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import type { CampaignPlan, SendWindow } from '../../contract/campaigns.ts'
import type { CampaignCounts } from '../../storage/campaign-counts.ts'
import type { CampaignRecord } from '../../storage/campaigns.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { count, counted } from '../report/numbers.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { localeInUse } from '../texts/translatable.ts'

const texts = campaignTexts.says

/** What a campaign does as one sentence, and how far it has come. */
export function campaignSays(
  c: Ctx,
  { timezone }: Workspace,
  { plan }: CampaignRecord,
  { id, definition }: SurveyRecord,
  { people, waiting, failed }: CampaignCounts,
): Html {
  const { from, window, reminders, recurring } = plan
  const { comma, semicolon } = numberTexts
  const sender = from.name ? html`<bdi>${from.name}</bdi> &lt;${from.address}&gt;` : from.address
  const hours = window ? hoursOf(window) : ''
  const again = reminders ? remindersOf(reminders) : ''
  const repeated = recurring ? repetitionOf(recurring) : ''
  const when = hours || (recurring ? texts.mornings : '')
  const small = [
    ...(recurring?.everyDays && people > 0
      ? [texts.aWeekday(mailsAWeekday(people, recurring.everyDays))]
      : []),
    ...(waiting > 0 && !recurring ? [texts.waiting(counted(waiting, 'person'))] : []),
    ...(failed > 0 ? [texts.failed(counted(failed, 'person'))] : []),
    ...(plan.perMinute ? [texts.aMinute(count(plan.perMinute))] : []),
    ...(plan.perHour ? [texts.anHour(count(plan.perHour))] : []),
    ...(plan.expiresAt ? [texts.until(dayOf(plan.expiresAt, timezone))] : []),
  ]
  return html`<p class="says">${texts.asks} <a href="${pathTo(c, `/console/surveys/${id}/edit`)}"><bdi>${definition.name}</bdi></a> ${texts.of} ${counted(people, 'person')} ${texts.byMail} <bdi>${sender}</bdi>${repeated ? comma + repeated : ''}${when ? comma + when : ''}${again ? semicolon + again : ''}.</p>${small.length > 0 ? html`<p class="small soft gap-s">${small.join(' ')}</p>` : ''}`
}

const weekdays = 'mon tue wed thu fri'
const daysOfWeek = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The short name of a day of the week: Mon. */
function dayName(day: (typeof daysOfWeek)[number]): string {
  const format = new Intl.DateTimeFormat(localeInUse(), { weekday: 'short', timeZone: 'UTC' })
  // A Monday, and the days after it.
  return format.format(Date.UTC(2024, 0, 1 + daysOfWeek.indexOf(day)))
}

function hoursOf({ days, from, to }: SendWindow): string {
  const chosen = daysOfWeek.filter((day) => days.includes(day))
  const names = chosen.map(dayName).join(numberTexts.comma)
  const which = chosen.join(' ') === weekdays ? texts.weekdays : texts.on(names)
  const isAllDay = from === '00:00' && to === '24:00'
  const said = [
    ...(chosen.length < daysOfWeek.length ? [which] : []),
    ...(isAllDay ? [] : [texts.between(from, to)]),
  ]
  return said.length > 0 ? [...said, texts.theirTime].join(' ') : ''
}

/** A week has five weekdays in seven. */
function mailsAWeekday(people: number, everyDays: number): string {
  return counted(Math.max(1, Math.round((people * 7) / (everyDays * 5))), 'mail')
}

function repetitionOf({ everyDays, after }: NonNullable<CampaignPlan['recurring']>): string {
  const first = after ? [texts.after(counted(after.days, 'day'), after.property)] : []
  return [...first, ...(everyDays ? [texts.every(counted(everyDays, 'day'))] : [])].join(numberTexts.comma)
}

function remindersOf({ afterDays, most }: NonNullable<CampaignPlan['reminders']>): string {
  const days = counted(afterDays, 'day')
  return most === 1 ? texts.reminder(days) : texts.reminders(count(most), days)
}
