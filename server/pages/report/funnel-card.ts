import { html } from 'hono/html'
import type { Funnel } from '../../../shared/report.ts'
import { bar } from '../charts/bar.ts'
import type { Html } from '../layout.ts'
import { count, counted, percent } from './numbers.ts'
import type { ReportContext } from './report-context.ts'

/** How the showings of the widget went on, and how many of all answers came with a comment. */
export function funnelCard({ report }: ReportContext): Html {
  const { commented } = report
  return html`<section class="card" aria-labelledby="funnel"><h2 id="funnel">From shown to said</h2>
${shownOnes(report.funnel)}
<p class="soft">${count(commented.count)} of ${counted(commented.of, 'answer')} here (${percent(commented.percent)}) came with a comment.</p></section>`
}

function shownOnes(funnel: Funnel | null): Html {
  if (!funnel)
    return aside(
      'Showings are known of everybody together only: take the choices of answers off to see them.',
    )
  return funnel.shown === 0 ? aside('The survey was not shown in the product in this period.') : steps(funnel)
}

const aside = (text: string) => html`<p class="soft">${text}</p>`

/** Each step with its rate; to be put away is no step forward and looks it. */
function steps({ shown, answered, commented, dismissed }: Funnel): Html {
  const rows = [
    { name: 'Shown', n: shown, kind: 'accent', rate: 'in the product' },
    { name: 'Answered', n: answered.count, kind: 'accent', rate: `${percent(answered.percent)} of shown` },
    {
      name: 'Commented',
      n: commented.count,
      kind: 'accent',
      rate: `${percent(commented.percent)} of answered`,
    },
    { name: 'Put away', n: dismissed.count, kind: 'neutral', rate: `${percent(dismissed.percent)} of shown` },
  ]
  return html`<table class="steps numbers compact"><thead class="visually-hidden"><tr><th scope="col">Step</th><th scope="col">Bar</th><th scope="col">Showings</th></tr></thead>
<tbody>${rows.map(({ name, n, kind, rate }) => html`<tr><th scope="row">${name}</th><td class="drawn">${bar(n, shown, kind)}</td><td class="number">${count(n)} <span class="between soft">${rate}</span></td></tr>`)}</tbody></table>`
}
