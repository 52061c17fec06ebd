import { html } from 'hono/html'
import type { Html } from '../layout.ts'
import { counted } from './numbers.ts'
import type { ReportContext } from './report-context.ts'

/** What was left out, and what no interval can tell: the part that keeps the rest honest. */
export function finePrint({ report, address }: ReportContext): Html {
  const { held, test, superseded } = report.leftOut
  return html`<section class="card" aria-labelledby="left-out"><h2 id="left-out">Left out of the score</h2>
<ul class="plain">
<li>${counted(held, 'answer')} held: not yet known to come from a person.${held > 0 ? html` <a href="${address.path}/held">Look at what is held</a>` : ''}</li>
<li>${counted(test, 'answer')} from tests.</li>
<li>${counted(superseded, 'answer')} superseded: another answer of the same person counts instead.</li>
</ul>
<h3>What these numbers do not say</h3>
<ul class="plain soft">
<li>The interval speaks of chance among people like those who answered. It knows nothing of those who did not.</li>
<li>Who answers a survey in a product chose to: that is not a random sample of your customers.</li>
<li>Comparing two periods assumes that different people answered in them.</li>
<li>Whoever looks every day until a change is real will find one in nothing. Decide when to look, then look.</li>
</ul></section>`
}
