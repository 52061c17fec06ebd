import { html } from 'hono/html'
import { calendarIn } from '../../reports/calendar.ts'
import { type MailsOfDay, mailsByDay } from '../../storage/asks.ts'
import type { Database } from '../../storage/db.ts'
import { across, drawing, gridline } from '../charts/drawing.ts'
import { linear } from '../charts/linear.ts'
import type { Html } from '../layout.ts'
import { bucketNames, dayOf } from '../report/dates.ts'
import { count } from '../report/numbers.ts'
import { campaignTexts } from '../texts/campaign-texts.ts'

const texts = campaignTexts.days
const daysBefore = 7
const daysAfter = 6
/** In pixels; the dates stand below the bars. */
const [top, bottom, height] = [12, 104, 128]

/** The mails of a recurring campaign, a bar a day: those of the last week, and those that are planned. */
export async function mailsCard(
  database: Database,
  campaignId: string,
  now: number,
  timezone: string,
): Promise<Html> {
  const calendar = calendarIn(timezone)
  const from = calendar.shift('day', now, -daysBefore)
  const edges = calendar.edges('day', from, calendar.shift('day', now, daysAfter + 1))
  const days = await mailsByDay(database, campaignId, edges, now)
  const sum = (of: keyof MailsOfDay) => days.reduce((total, day) => total + day[of], 0)
  const last = dayOf(edges.at(-2)!, timezone)
  const description = texts.description(count(sum('sent')), count(sum('planned')), last)
  const swatch = (kind: string) =>
    html`<svg class="sw" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true"><rect class="${kind}" width="10" height="10" rx="2"/></svg>`
  return html`<section class="card c8" aria-labelledby="mails-per-day"><div class="card-head"><h2 id="mails-per-day">${texts.title}</h2><div class="key"><span>${swatch('sent')}${texts.sent}</span><span>${swatch('planned')}${texts.planned}</span></div></div>
<div class="mails-plot">${drawing('mails', { title: texts.title, description, height }, bars(days, edges, now, timezone))}</div></section>`
}

function bars(days: readonly MailsOfDay[], edges: readonly number[], now: number, timezone: string) {
  const most = Math.max(1, ...days.map(({ sent, planned }) => sent + planned))
  const y = linear([0, most], [bottom, top])
  const x = linear([0, days.length], [0, 100])
  const names = bucketNames('day', timezone)
  return days.map(({ sent, planned }, place) => {
    const [from, to] = [edges[place]!, edges[place + 1]!]
    const isToday = from <= now && now < to
    const bar = (kind: string, low: number, high: number) =>
      high > low
        ? html`<rect class="${kind}" x="${across(x(place + 0.125))}" width="${across(x(0.75))}" y="${y(high)}" height="${y(low) - y(high)}" rx="2"/>`
        : ''
    const isNamed = place === 0 || place === days.length - 1 || isToday
    const name = isToday ? texts.today : names.short({ from: isoOf(from), to: isoOf(to) })
    const label = html`<text class="tick${isToday ? ' here' : ''}" x="${across(x(place + 0.5))}" y="${bottom + 20}" text-anchor="middle">${name}</text>`
    const scale = place === 0 ? [gridline(top, count(most), 'grid'), gridline(bottom, '0', 'grid')] : []
    return [scale, bar('sent', 0, sent), bar('planned', sent, sent + planned), isNamed ? label : '']
  })
}

const isoOf = (time: number) => new Date(time).toISOString()
