import { html } from 'hono/html'
import type { ChannelScore } from '../../../shared/report.ts'
import type { Html } from '../layout.ts'
import { answersLink } from './answers-link.ts'
import type { Unit } from './numbers.ts'
import { type ReportContext, scoreName } from './report-context.ts'
import { scoreCell } from './score-cell.ts'

const channelNames: Readonly<Record<string, string>> = {
  widget: 'In the product',
  page: 'Survey page',
  email: 'Email',
  api: 'API',
  import: 'Import',
}

/** Answers and score by channel, because email and in-product surveys reach different people. */
export function channelsCard(context: ReportContext): Html {
  const { report } = context
  if (report.channels.length === 0) return html``
  return html`<section class="card" aria-labelledby="channels"><h2 id="channels">Channels</h2>
<table class="numbers compact"><thead><tr><th scope="col">Channel</th><th scope="col" class="number">Answers</th><th scope="col" class="number">${scoreName(report.score)}</th></tr></thead>
<tbody>${report.channels.map((channel) => row(context, channel, report.score.unit))}</tbody></table></section>`
}

/** Small channels get the same caution as small segments. */
function row(
  context: ReportContext,
  { channel, n, value, interval, caution }: ChannelScore,
  unit: Unit,
): Html {
  const cell = scoreCell(value, interval, unit)
  return html`<tr><th scope="row">${channelName(channel)}${caution ? html` <span class="flag">few answers</span>` : ''}</th><td class="number">${answersLink(context, n, { channel })}</td>${cell}</tr>`
}

/** The label of a channel; its own name when there is none. */
export function channelName(channel: string): string {
  return channelNames[channel] ?? channel
}
