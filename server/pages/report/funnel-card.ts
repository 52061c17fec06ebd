import { html } from 'hono/html'
import type { Funnel } from '../../../shared/report.ts'
import { bar } from '../charts/bar.ts'
import type { Html } from '../layout.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { count, counted, percent } from './numbers.ts'
import type { ReportContext } from './report-context.ts'

const texts = reportCardTexts.funnel

/** Views of the widget through to comments, and the share of all answers that have a comment. */
export function funnelCard({ report }: ReportContext): Html {
  const { commented } = report
  return html`<section class="card" aria-labelledby="funnel"><h2 id="funnel">${texts.title}</h2>
${viewSteps(report.funnel)}
<p class="soft">${texts.commented(count(commented.count), counted(commented.of, 'answer'), percent(commented.percent))}</p></section>`
}

function viewSteps(funnel: Funnel | null): Html {
  if (!funnel) return note(texts.everybodyOnly)
  return funnel.shown === 0 ? note(texts.notShown) : steps(funnel)
}

const note = (text: string) => html`<p class="soft">${text}</p>`

/** Each step with its rate; dismissals are not a step forward, so they have the neutral colour. */
function steps({ shown, anonymous, answered, commented, dismissed }: Funnel): Html {
  const rows = [
    { name: texts.steps.shown, n: shown, kind: 'accent', rate: texts.inProduct },
    {
      name: texts.steps.answered,
      n: answered.count,
      kind: 'accent',
      rate: texts.ofShown(percent(answered.percent)),
    },
    {
      name: texts.steps.commented,
      n: commented.count,
      kind: 'accent',
      rate: texts.ofAnswered(percent(commented.percent)),
    },
    {
      name: texts.steps.dismissed,
      n: dismissed.count,
      kind: 'neutral',
      rate: texts.ofShown(percent(dismissed.percent)),
    },
  ]
  return html`<table class="steps numbers compact"><thead class="hide"><tr><th scope="col">${texts.step}</th><th scope="col">${reportCardTexts.heads.bar}</th><th scope="col">${texts.people}</th></tr></thead>
<tbody>${rows.map(({ name, n, kind, rate }) => html`<tr><th scope="row">${name}</th><td class="drawn">${bar(n, shown, kind)}</td><td class="number">${count(n)} <span class="between soft">${rate}</span></td></tr>`)}</tbody></table>
<p class="soft">${reportTexts.funnel.people}${anonymous > 0 ? ` ${reportTexts.funnel.anonymous(counted(anonymous, 'showing'), anonymous)}` : ''}</p>`
}
