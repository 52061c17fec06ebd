import { html } from 'hono/html'
import type { FloodReason } from '../../../shared/flood.ts'
import type { HeldFor } from '../../../shared/report.ts'
import type { Html } from '../layout.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { countsAsInWords } from './headline-card.ts'
import { counted } from './numbers.ts'
import type { ReportContext } from './report-context.ts'

const texts = reportCardTexts.finePrint

/** What the answers have in common that are held automatically; the other reasons are on the page of held answers. */
function heldLines(heldFor: readonly HeldFor[] = []): Html | '' {
  const lines = heldFor.filter(({ reason }) => reason in texts.reasons)
  if (lines.length === 0) return ''
  return html`<ul class="plain">${lines.map(({ reason, count }) => html`<li>${texts.heldFor(counted(count, 'answer'), texts.reasons[reason as FloodReason | 'unsigned'])}</li>`)}</ul>
`
}

/** Answers of people who have another that counts: their older ones, or their later ones when the first counts. */
function supersededInWords(n: number, { params }: ReportContext['address']): string {
  return params.get('count') === 'first'
    ? texts.later(counted(n, 'later answer'))
    : texts.older(counted(n, 'older answer'))
}

/** The answers left out of the score, and the limits of the statistics. */
export function finePrint({ report, everybody, address }: ReportContext): Html {
  const { held, test, superseded } = report.leftOut
  // Each group on the page is another chance of a false find.
  const { comparisons } = everybody.family
  return html`<section class="card" aria-labelledby="left-out"><h2 id="left-out">${texts.title}</h2>
<ul class="plain">
<li>${texts.held(counted(held, 'answer'))}${held > 0 ? html` <a href="${address.path}/held">${texts.seeHeld}</a>` : ''}</li>
<li>${texts.tests(counted(test, 'answer'))}</li>
<li>${supersededInWords(superseded, address)}</li>
</ul>
${heldLines(report.leftOut.heldFor)}<h3>${texts.limits}</h3>
<ul class="plain soft">
<li>${texts.alike} ${countsAsInWords(report)}</li>
<li>${texts.chance}</li>
${comparisons < 2 ? '' : html`<li>${texts.family(comparisons)}</li>`}<li>${texts.choice}</li>
<li>${texts.different}</li>
<li>${texts.looking}</li>
</ul></section>`
}
