import { html } from 'hono/html'
import type { Funnel } from '../../../shared/report.ts'
import { bar } from '../charts/bar.ts'
import type { Html } from '../layout.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { count, counted, percent } from './numbers.ts'
import type { ReportContext } from './report-context.ts'

/** Views of the widget through to comments, and the share of all answers that have a comment. */
export function funnelCard({ report }: ReportContext): Html {
  const { commented } = report
  return html`<section class="card" aria-labelledby="funnel"><h2 id="funnel">Response rate</h2>
${viewSteps(report.funnel)}
<p class="soft">${count(commented.count)} of ${counted(commented.of, 'answer')} here (${percent(commented.percent)}) came with a comment.</p></section>`
}

function viewSteps(funnel: Funnel | null): Html {
  if (!funnel) return note('Views are counted for everybody only. Clear the filter to see them.')
  return funnel.shown === 0 ? note('The survey was not shown in the product in this period.') : steps(funnel)
}

const note = (text: string) => html`<p class="soft">${text}</p>`

/** Each step with its rate; dismissals are not a step forward, so they have the neutral colour. */
function steps({ shown, anonymous, answered, commented, dismissed }: Funnel): Html {
  const rows = [
    { name: 'Shown', n: shown, kind: 'accent', rate: 'in the product' },
    { name: 'Answered', n: answered.count, kind: 'accent', rate: `${percent(answered.percent)} of shown` },
    {
      name: 'Commented',
      n: commented.count,
      kind: 'accent',
      rate: `${percent(commented.percent)} of answered`,
    },
    {
      name: 'Dismissed',
      n: dismissed.count,
      kind: 'neutral',
      rate: `${percent(dismissed.percent)} of shown`,
    },
  ]
  return html`<table class="steps numbers compact"><thead class="hide"><tr><th scope="col">Step</th><th scope="col">Bar</th><th scope="col">People</th></tr></thead>
<tbody>${rows.map(({ name, n, kind, rate }) => html`<tr><th scope="row">${name}</th><td class="drawn">${bar(n, shown, kind)}</td><td class="number">${count(n)} <span class="between soft">${rate}</span></td></tr>`)}</tbody></table>
<p class="soft">${reportTexts.funnel.people}${anonymous > 0 ? ` ${reportTexts.funnel.anonymous(counted(anonymous, 'showing'), anonymous === 1)}` : ''}</p>`
}
