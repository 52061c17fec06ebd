import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import type { Html } from '../layout.ts'
import { peopleTexts } from '../texts/people-texts.ts'

const paths = { people: '/console/people', accounts: '/console/accounts' } as const

/** The heading of the lists of people and accounts. */
export function peopleHead(c: Ctx, current: keyof typeof paths, about: Html | string): Html {
  const tab = (name: keyof typeof paths) =>
    html`<a href="${pathTo(c, paths[name])}"${name === current ? html` aria-current="page"` : ''}>${peopleTexts.tabs[name]}</a>`
  return html`<header class="head"><div><h1>${peopleTexts.tabs[current]}</h1><p class="about">${about}</p></div></header>
<nav class="tabs" aria-label="${peopleTexts.tabs.name}">${tab('people')}${tab('accounts')}</nav>`
}

/** The page of an account. */
export function pathOfAccount(c: Ctx, account: string): string {
  return pathTo(c, `/console/accounts/${encodeURIComponent(account)}`)
}

/** The account that properties name; `null` when they name none. */
export function accountIn(
  { accountProperty }: Workspace,
  properties: Readonly<Record<string, unknown>> | null | undefined,
): string | null {
  const value = accountProperty === null ? undefined : properties?.[accountProperty]
  return value === undefined || value === '' ? null : String(value)
}
