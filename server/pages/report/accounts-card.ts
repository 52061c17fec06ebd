import { html } from 'hono/html'
import type { Account, AccountsReport } from '../../../shared/accounts.ts'
import type { Html } from '../layout.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { segmentParameter } from './address.ts'
import { answersLink } from './answers-link.ts'
import { count, counted, number } from './numbers.ts'
import { bandWordOf, type ReportContext, scoreName } from './report-context.ts'
import { scoreCell } from './score-cell.ts'
import { valueName } from './value-name.ts'

const texts = reportTexts.accounts

/** The accounts whose answers count together, the largest first, and those nobody answered for; nothing without. */
export function accountsCard(context: ReportContext): Html {
  const { accounts } = context.report
  if (!accounts) return html``
  const { property, largest } = accounts
  return html`<section class="card" aria-labelledby="accounts"><h2 id="accounts">${texts.title} <bdi>${property}</bdi></h2>
<p class="soft">${texts.meaning} ${widened(accounts)}</p>
${table(context, property, largest.slice(0, atOnce))}
${largest.length > atOnce ? html`<details><summary>${texts.others(counted(largest.length - atOnce, 'other group'))}</summary>${table(context, property, largest.slice(atOnce))}</details>` : ''}
${more(accounts)}${unheard(accounts)}</section>`
}

const atOnce = 10

function table(context: ReportContext, property: string, accounts: readonly Account[]): Html {
  return html`<table class="numbers compact"><thead><tr><th scope="col"><bdi>${property}</bdi></th><th scope="col" class="number">${reportCardTexts.heads.answers}</th><th scope="col" class="number">${scoreName(context.report.score)}</th></tr></thead>
<tbody>${accounts.map((account) => row(context, property, account))}</tbody></table>`
}

function widened({ accounts, apart, interval, designEffect }: AccountsReport): string {
  const those = texts.counted(counted(accounts, 'group'), counted(apart, 'answer'))
  if (interval === null || designEffect === null) return `${those} ${texts.tooFew}`
  return `${those} ${texts.effect(number(designEffect))}`
}

function row(context: ReportContext, property: string, { value, n, score, interval, bands }: Account): Html {
  const { unit } = context.report.score
  const segment = segmentParameter(property, value)
  return html`<tr><th scope="row">${valueName(value)}</th><td class="number">${answersLink(context, n, { segment })}</td>${score === null ? html`<td class="number soft">${saidBy(bands)}</td>` : scoreCell(score, interval, unit)}</tr>`
}

/** What so few said, who have no score: 3 satisfied, 1 neutral. */
function saidBy(bands: Account['bands']): string {
  return bands
    .filter((band) => band.count > 0)
    .map((band) => reportCardTexts.ofBand(count(band.count), bandWordOf(band.band).toLowerCase()))
    .join(numberTexts.comma)
}

function more({ accounts, largest }: AccountsReport): Html | '' {
  const others = accounts - largest.length
  return others > 0 ? html`<p class="soft">${texts.more(counted(others, 'other group'))}</p>` : ''
}

function unheard({ neverHeard }: AccountsReport): Html | '' {
  if (neverHeard.length === 0) return ''
  return html`<h3>${texts.neverHeard}</h3><p>${neverHeard.map((name, place) => html`${place > 0 ? numberTexts.comma : ''}<bdi>${name}</bdi>`)}</p>`
}
