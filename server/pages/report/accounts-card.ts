import { html } from 'hono/html'
import type { Account, AccountsReport } from '../../../shared/accounts.ts'
import type { Html } from '../layout.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { segmentParameter } from './address.ts'
import { answersLink } from './answers-link.ts'
import { count, counted, number } from './numbers.ts'
import { bandsOf, type ReportContext, scoreName } from './report-context.ts'
import { scoreCell } from './score-cell.ts'

const texts = reportTexts.accounts

/** The accounts whose answers count together, the largest first, and those nobody answered for; nothing without. */
export function accountsCard(context: ReportContext): Html {
  const { accounts, score } = context.report
  if (!accounts) return html``
  const { property, largest } = accounts
  return html`<section class="card" aria-labelledby="accounts"><h2 id="accounts">${texts.title} <bdi>${property}</bdi></h2>
<p class="soft">${texts.meaning} ${widened(accounts)}</p>
<table class="numbers compact"><thead><tr><th scope="col"><bdi>${property}</bdi></th><th scope="col" class="number">Answers</th>${bandsOf(score).map(({ label }) => html`<th scope="col" class="number">${label}</th>`)}<th scope="col" class="number">${scoreName(score)}</th></tr></thead>
<tbody>${largest.map((account) => row(context, property, account))}</tbody></table>
${more(accounts)}${unheard(accounts)}</section>`
}

function widened({ accounts, apart, interval, designEffect }: AccountsReport): string {
  const those = texts.counted(counted(accounts, 'group'), counted(apart, 'answer'))
  if (interval === null || designEffect === null) return `${those} ${texts.tooFew}`
  return `${those} ${texts.effect(number(designEffect))}`
}

function row(context: ReportContext, property: string, { value, n, score, interval, bands }: Account): Html {
  const { unit } = context.report.score
  const segment = segmentParameter(property, value)
  return html`<tr><th scope="row"><bdi>${value === '' ? '(empty)' : value}</bdi></th><td class="number">${answersLink(context, n, { segment })}</td>${bands.map((band) => html`<td class="number">${count(band.count)}</td>`)}${score === null ? html`<td class="number soft">too few</td>` : scoreCell(score, interval, unit)}</tr>`
}

function more({ accounts, largest }: AccountsReport): Html | '' {
  const others = accounts - largest.length
  return others > 0 ? html`<p class="soft">${texts.more(counted(others, 'other group'))}</p>` : ''
}

function unheard({ neverHeard }: AccountsReport): Html | '' {
  if (neverHeard.length === 0) return ''
  return html`<h3>${texts.neverHeard}</h3><p>${neverHeard.map((name, place) => html`${place > 0 ? ', ' : ''}<bdi>${name}</bdi>`)}</p>`
}
