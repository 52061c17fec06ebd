import { html } from 'hono/html'
import { fewestToCompare } from '../../../shared/comparison.ts'
import { emptyDistribution } from '../../../shared/distribution.ts'
import { scoreOf } from '../../../shared/score.ts'
import { type Ctx, pathTo } from '../../context.ts'
import { accountSorts } from '../../contract/people.ts'
import {
  type Account,
  type AccountList,
  type AccountSort,
  type AccountsQuery,
  listAccounts,
} from '../../people/list-accounts.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import type { Pool } from '../../surveys/pools.ts'
import { icon } from '../console/icons.ts'
import { type Option, pick } from '../console/pick.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { count, counted, figure, range, type Unit } from '../report/numbers.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { overviewTexts } from '../texts/overview-texts.ts'
import { peopleTexts } from '../texts/people-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { withNames } from '../texts/with-names.ts'
import { pathOfAccount, peopleHead } from './people-head.ts'

const texts = peopleTexts.accounts
const perPage = 50
const longest = 200

/** `GET /console/accounts`: the accounts that people belong to, those at risk first. */
export async function showAccounts(c: Ctx, workspace: Workspace): Promise<Response> {
  const { accountProperty: property } = workspace
  if (property === null) return showNoProperty(c, workspace)
  const { database, now } = c.var.services
  const { params, query, start } = readAddress(new URL(c.req.url).searchParams)
  const list = await listAccounts(database, workspace, property, query, now())
  const shown = list.accounts.slice(start, start + perPage)
  const linkWith = (changes: Record<string, string>) => {
    const next = new URLSearchParams({ ...params, ...changes })
    return `${pathTo(c, '/console/accounts')}${next.size > 0 ? `?${next}` : ''}`
  }
  return consolePage(c, workspace, {
    place: 'people',
    title: texts.title,
    islands: ['islands/answers.ts'],
    body: html`${peopleHead(c, 'accounts', withNames([property], texts.about))}
${bar(query, list, params, linkWith)}
${shown.length === 0 ? html`<div class="card"><p>${query.text ? texts.noneCalled : texts.none}</p></div>` : html`<div class="card flush">${table(c, shown, list.pool!, query, linkWith)}<div class="foot"><span>${texts.total(counted(list.accounts.length, 'account'))}${list.isCut ? ` ${texts.cut}` : ''}</span><span class="row">${start > 0 ? html`<a class="btn" href="${linkWith({})}">${texts.first}</a>` : ''}${start + perPage < list.accounts.length ? html`<a class="btn" rel="next" href="${linkWith({ start: String(start + perPage) })}">${texts.next}</a>` : ''}</span></div></div>`}`,
  })
}

function showNoProperty(c: Ctx, workspace: Workspace): Promise<Response> {
  return consolePage(c, workspace, {
    place: 'people',
    title: texts.title,
    body: html`${peopleHead(c, 'accounts', '')}<div class="card"><p>${texts.noProperty} <a href="${pathTo(c, '/console/settings')}">${texts.setIt}</a></p></div>`,
  })
}

/** What the list is of, without its page, and where the page begins. */
function readAddress(given: URLSearchParams) {
  const get = (name: string) => (given.get(name) ?? '').trim().slice(0, longest).toWellFormed()
  const sort = accountSorts.find((each) => each === get('sort')) ?? 'risk'
  const isReversed = get('order') === 'reversed'
  const query: AccountsQuery = { survey: get('survey') || null, text: get('text'), sort, isReversed }
  const params: Record<string, string> = {
    ...(query.survey && { survey: query.survey }),
    ...(query.text && { text: query.text }),
    ...(sort !== 'risk' && { sort }),
    ...(isReversed && { order: 'reversed' }),
  }
  return { params, query, start: /^\d{1,6}$/.test(get('start')) ? Number(get('start')) : 0 }
}

type LinkWith = (changes: Record<string, string>) => string

function bar(
  { text, sort }: AccountsQuery,
  { pools, pool }: AccountList,
  params: Readonly<Record<string, string>>,
  linkWith: LinkWith,
): Html {
  const options = pools.map(
    (each): Option => [poolName(each), linkWith({ survey: each.surveys[0]!.id }), each === pool],
  )
  // Phones have no heads of columns.
  const sorts = columns.map(
    (each): Option => [texts[each], linkWith({ sort: each, order: 'usual' }), each === sort],
  )
  const hidden = Object.entries(params)
    .filter(([name]) => name !== 'text')
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)
  return html`<div class="filter" role="search" aria-label="${texts.find}"><div class="bar"><form class="find" method="get"><label><span class="hide">${texts.find}</span>${icon('search')}<input class="input" type="search" name="text" value="${text}" placeholder="${texts.find}" maxlength="${longest}"></label>${hidden}<button class="hide" type="submit">${texts.find}</button></form>${pool && pools.length > 1 ? pick(texts.scoresOf, poolName(pool), options) : ''}${pick(texts.sorted, texts[sort].toLowerCase(), sorts)}</div></div>`
}

/** A pool in a few words: NPS 0–10, 3 surveys. */
export function poolName({ reading, scaleName, surveys }: Pool): string {
  return `${overviewTexts.metrics[reading.metric]} ${scaleName.replace('-', '–')}${numberTexts.comma}${counted(surveys.length, 'survey')}`
}

const columns: readonly AccountSort[] = ['name', 'score', 'answers', 'heard', 'risk']

function table(
  c: Ctx,
  accounts: readonly Account[],
  pool: Pool,
  { sort, isReversed }: AccountsQuery,
  linkWith: LinkWith,
): Html {
  const unit = unitOf(pool)
  const head = (column: AccountSort) => {
    const isSorted = column === sort
    const next = { sort: column, order: isSorted && !isReversed ? 'reversed' : 'usual' }
    const order = isSorted
      ? html` aria-sort="${isAscending(column) !== isReversed ? 'ascending' : 'descending'}"`
      : ''
    return html`<th scope="col"${column === 'name' || column === 'risk' ? '' : html` class="n"`}${order}><a class="plain" href="${linkWith(next)}"><span class="hide">${texts.sortBy('')}</span>${texts[column]}${isSorted ? icon(isAscending(column) !== isReversed ? 'up' : 'down') : ''}</a></th>`
  }
  return html`<table class="data rows stackable"><caption class="hide">${texts.title}</caption><thead><tr>${columns.map(head)}</tr></thead><tbody>${accounts.map((account) => row(c, account, unit))}</tbody></table>`
}

const isAscending = (column: AccountSort) => column === 'name' || column === 'score'

/** The unit of a pool's scores. */
export function unitOf({ reading, scale }: Pool): Unit {
  return scoreOf(reading, emptyDistribution(scale)).unit
}

function row(c: Ctx, account: Account, unit: Unit): Html {
  const { value, interval, n, answers, lastHeard } = account
  const score =
    value === null
      ? html`<span class="soft small">${peopleTexts.account.noScore(overviewTexts.needed(n, fewestToCompare))}</span>`
      : html`${figure(value, unit)} <span class="between soft">${range(interval, unit)}, n = ${count(n)}</span>`
  return html`<tr><th scope="row"><a href="${pathOfAccount(c, account.account)}" dir="auto">${account.account || reportTexts.filter.empty}</a></th><td class="n" data-name="${texts.score}">${score}</td><td class="n left" data-name="${texts.answers}">${count(answers)}</td><td class="n" data-name="${texts.heard}">${dayOf(lastHeard, 'UTC')}</td><td class="full">${riskOf(account)}</td></tr>`
}

/** Why an account is at risk, with the numbers that say so. */
export function riskOf({ fell, silent }: Pick<Account, 'fell' | 'silent'>): Html {
  const fallen = fell > 0 ? html`<span class="tag low">${texts.fell(counted(fell, 'person'))}</span> ` : ''
  const quiet =
    silent &&
    html`<span class="tag warn">${texts.silent(counted(silent.weeks, 'week'), count(silent.heard), counted(silent.of, 'week'))}</span>`
  return html`${fallen}${quiet ?? ''}`
}
