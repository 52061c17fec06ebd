import { html } from 'hono/html'
import type { ChannelScore } from '../../../shared/report.ts'
import type { Html } from '../layout.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { answersLink } from './answers-link.ts'
import type { Unit } from './numbers.ts'
import { type ReportContext, scoreName } from './report-context.ts'
import { scoreCell } from './score-cell.ts'

const texts = reportCardTexts.channels

/** Answers and score by channel, because email and in-product surveys reach different people. */
export function channelsCard(context: ReportContext): Html {
  const { report } = context
  if (report.channels.length === 0) return html``
  return html`<section class="card" aria-labelledby="channels"><h2 id="channels">${texts.title}</h2>
<table class="numbers compact"><thead><tr><th scope="col">${texts.channel}</th><th scope="col" class="number">${reportCardTexts.heads.answers}</th><th scope="col" class="number">${scoreName(report.score)}</th></tr></thead>
<tbody>${report.channels.map((channel) => row(context, channel, report.score.unit))}</tbody></table></section>`
}

/** Small channels get the same caution as small segments. */
function row(
  context: ReportContext,
  { channel, n, value, interval, caution }: ChannelScore,
  unit: Unit,
): Html {
  const cell = scoreCell(value, interval, unit)
  return html`<tr><th scope="row">${channelName(channel)}${caution ? html` <span class="flag">${reportCardTexts.fewAnswers}</span>` : ''}</th><td class="number">${answersLink(context, n, { channel })}</td>${cell}</tr>`
}

/** The label of a channel; its own name when there is none. */
export function channelName(channel: string): string {
  return (texts.names as Readonly<Record<string, string>>)[channel] ?? channel
}
