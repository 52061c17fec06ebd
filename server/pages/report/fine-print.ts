import { html } from 'hono/html'
import type { FloodReason } from '../../../shared/flood.ts'
import type { HeldFor } from '../../../shared/report.ts'
import { countsAs } from '../../reports/counts-as.ts'
import type { Html } from '../layout.ts'
import { counted, sentenceOf } from './numbers.ts'
import type { ReportContext } from './report-context.ts'

/** What the answers have in common that are held automatically; the other reasons are on the page of held answers. */
function heldLines(heldFor: readonly HeldFor[] = []): Html | '' {
  const lines = heldFor.filter(({ reason }) => reason in automatically)
  if (lines.length === 0) return ''
  return html`<ul class="plain">${lines.map(({ reason, count }) => html`<li>${counted(count, 'answer')} held automatically: ${automatically[reason as FloodReason | 'unsigned']}.</li>`)}</ul>
`
}

const automatically = {
  'same-address': 'one address sent more than people behind it would',
  'same-minute': 'too many alike came within one minute',
  'same-text': 'too many have one text',
  unsigned: 'not signed, as this survey requires',
} as const satisfies Record<FloodReason | 'unsigned', string>

/** Answers of people who have another that counts: their older ones, or their later ones when the first counts. */
function supersededInWords(n: number, { params }: ReportContext['address']): string {
  return params.get('count') === 'first'
    ? `${counted(n, 'later answer')} of people who had answered before.`
    : `${counted(n, 'older answer')} of people who answered again.`
}

/** The answers left out of the score, and the limits of the statistics. */
export function finePrint({ report, address }: ReportContext): Html {
  const { held, test, superseded } = report.leftOut
  return html`<section class="card" aria-labelledby="left-out"><h2 id="left-out">Left out of the score</h2>
<ul class="plain">
<li>${counted(held, 'answer')} held: not yet known to come from a person.${held > 0 ? html` <a href="${address.path}/held">See held answers</a>` : ''}</li>
<li>${counted(test, 'answer')} from tests.</li>
<li>${supersededInWords(superseded, address)}</li>
</ul>
${heldLines(report.leftOut.heldFor)}<h3>What these numbers do not say</h3>
<ul class="plain soft">
<li>All answers are counted alike, whenever they were given. ${sentenceOf(countsAs(report))}</li>
<li>The interval covers chance among people like those who answered. It says nothing about those who did not.</li>
<li>People choose whether to answer, so this is not a random sample of your customers.</li>
<li>Comparing two periods assumes that different people answered in them.</li>
<li>Look on days you set beforehand: who looks daily will find a change in nothing.</li>
</ul></section>`
}
