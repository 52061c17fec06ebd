import { html } from 'hono/html'
import { builtConsoleFile } from '../../built-data/console-files.ts'
import { type Ctx, pathTo } from '../../context.ts'
import { type AnswerCount, countOpenAnswers } from '../../storage/answers/find-answers.ts'
import { unnamedWorkspace, type Workspace } from '../../storage/workspaces.ts'
import { languageForm } from '../language-form.ts'
import { type Html, type Page, sendPage } from '../layout.ts'
import { count } from '../report/numbers.ts'
import { shellTexts } from '../texts/shell-texts.ts'
import { wordsInUse } from '../texts/translatable.ts'
import { brandMark, icon } from './icons.ts'
import { type PlaceName, places } from './places.ts'

/** A page of the console, without what stands around it. */
export interface ConsolePage {
  /** The place it belongs to. */
  readonly place: PlaceName
  /** For the browser's tab; the heading is part of the body. */
  readonly title: string
  /** The content of `main`. Build it with the `html` tag only, which escapes what it interpolates. */
  readonly body: Html
  readonly status?: Page['status']
  /** The body is as narrow as a form or a single answer. */
  readonly isNarrow?: boolean
  /** Sources of scripts beside that of the menus, below `server/pages`, like `islands/editor.ts`. */
  readonly islands?: readonly string[]
  /** Whether it shows other pages of ours in frames. */
  readonly hasFrames?: boolean
  /** What stands at `restOfPage` in the body. */
  readonly rest?: Page['rest']
}

/** Starts to read what stands around every page, beside what the page itself reads. */
export function readShellAhead(c: Ctx, workspace: Workspace): void {
  const { database } = c.var.services
  if (database.remembers) countOpenAnswers(database, workspace.id, mostOpen).catch(() => {})
}

/** Sends a page within the console's frame: places, skip link, style. */
export async function consolePage(c: Ctx, workspace: Workspace, page: ConsolePage): Promise<Response> {
  const { place, isNarrow, hasFrames = false } = page
  const body = await page.body
  const open = await countOpenAnswers(c.var.services.database, workspace.id, mostOpen)
  return sendPage(c, {
    ...(await consoleFiles(c, ['islands/menus.ts', ...(page.islands ?? [])])),
    language: wordsInUse().language,
    title: `${page.title} – Sayso`,
    status: page.status ?? 200,
    hasFrames,
    ...(page.rest && { rest: page.rest }),
    body: html`<a class="skip" href="#main">${shellTexts.skip}</a><div class="app">
${sidebar(c, workspace, place, openCount(open))}
<main class="main" id="main"><div class="topbar only-phone"><a class="brand" href="${pathTo(c, '/console')}">${brandMark}</a></div><div class="measure${isNarrow ? ' narrow' : ''}">
${body}
</div></main>
${dock(c, place)}</div>`,
  })
}

/** Sends a page that stands alone in the console's design: signing in, and what was refused. */
export async function doorPage(
  c: Ctx,
  page: Pick<ConsolePage, 'title' | 'body' | 'status'>,
): Promise<Response> {
  return sendPage(c, {
    ...(await consoleFiles(c)),
    language: c.var.words?.language,
    title: page.title,
    status: page.status ?? 200,
    body: html`<main class="door">${page.body}</main>`,
  })
}

/** The style sheets, scripts and icon of a page in the console's design. */
export async function consoleFiles(c: Ctx, islands: readonly string[] = [], sheets: readonly string[] = []) {
  const pathOf = async (source: string) =>
    pathTo(c, `/assets/${await builtConsoleFile(c.var.services, source)}`)
  return {
    stylesheet: '',
    stylesheets: await Promise.all(['console/console.css', ...sheets].map(pathOf)),
    scripts: await Promise.all(islands.map(pathOf)),
    icon: pathTo(c, '/assets/favicon.svg'),
  }
}

/** Open answers beyond which their number is not counted on. */
const mostOpen = 999

function openCount({ n, isMore }: AnswerCount): Html | '' {
  if (n === 0) return ''
  return html`<span class="count">${count(n)}${isMore ? '+' : ''}<span class="hide"> ${shellTexts.open}</span></span>`
}

function placeLink(c: Ctx, name: PlaceName, path: string, current: PlaceName, count: Html | ''): Html {
  return html`<a class="place" href="${pathTo(c, path)}"${name === current ? html` aria-current="page"` : ''}>${icon(name)}${shellTexts.places[name]}${count && html` ${count}`}</a>`
}

function sidebar(c: Ctx, workspace: Workspace, current: PlaceName, open: Html | ''): Html {
  const links = (group: 'read' | 'make' | 'end') =>
    places
      .filter((place) => place.group === group)
      .map(({ name, path }) => placeLink(c, name, path, current, name === 'answers' ? open : ''))
  const making = links('make')
  return html`<nav class="side" aria-label="${shellTexts.main}"><a class="brand" href="${pathTo(c, '/console')}">${brandMark}</a>${links('read')}${making.length > 0 ? html`<hr>${making}` : ''}
<div class="end">${links('end')}<hr>${whose(c, workspace)}</div></nav>`
}

/** The workspace, and the way out of it. */
function whose(c: Ctx, { name }: Workspace): Html {
  const shown = name === unnamedWorkspace ? 'Sayso' : name
  return html`${languageForm(c)}<div class="whose"><span class="avatar" aria-hidden="true">${initialsOf(shown)}</span><form method="post" action="${pathTo(c, '/console/sign-out')}"><strong dir="auto">${shown}</strong><button type="submit">${shellTexts.signOut}</button></form></div>`
}

/** The first letters of at most two words. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word))
  return words
    .slice(0, 2)
    .map((word) => [...word][0]!.toUpperCase())
    .join('')
}

/** Places on a phone beside which the rest stands in a menu. */
const mostInDock = 4

/** The places at the bottom of a phone's screen. */
function dock(c: Ctx, current: PlaceName): Html {
  const link = ({ name, path }: (typeof places)[number]) =>
    html`<a href="${pathTo(c, path)}"${name === current ? html` aria-current="page"` : ''}>${icon(name)}${shellTexts.places[name]}</a>`
  const others = places.slice(mostInDock)
  return html`<nav class="dock" aria-label="${shellTexts.main}">${places.slice(0, mostInDock).map(link)}<details><summary>${icon('more')}${shellTexts.more}</summary><div class="menu">${others.map(link)}${languageForm(c)}<form method="post" action="${pathTo(c, '/console/sign-out')}"><button class="btn wide" type="submit">${shellTexts.signOut}</button></form></div></details></nav>`
}
