import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import type { Checkup } from '../../contract/care.ts'
import { Refusal } from '../../http/problem.ts'
import { firstWorkspaceId, type Workspace } from '../../storage/workspaces.ts'
import { checkUp, largeLog, littleRoom, longLag, sendBackup } from '../../workspaces/maintenance-routes.ts'
import { consolePage } from '../console/shell.ts'
import { docsPath } from '../docs/contents.ts'
import type { Html } from '../layout.ts'
import { count, counted } from '../report/numbers.ts'
import { settingsTexts } from '../texts/settings-texts.ts'
import { pathOfPart, settingsAround } from './settings-head.ts'

const texts = settingsTexts.data

/** `GET /console/settings/data`: answers as a table, backup and check. */
export function showData(c: Ctx, workspace: Workspace): Promise<Response> {
  return show(c, workspace, null)
}

/** `POST /console/settings/data`: looks at the whole database, as `sayso doctor` does. */
export async function takeCheck(c: Ctx, workspace: Workspace): Promise<Response> {
  requireOwner(workspace)
  return show(c, workspace, await checkUp(c.var.services))
}

/** `GET /console/settings/backup`: the database as a file. */
export async function sendBackupFile(c: Ctx, workspace: Workspace): Promise<Response> {
  requireOwner(workspace)
  const day = new Date(c.var.services.now()).toISOString().slice(0, 10)
  c.header('content-disposition', `attachment; filename="sayso-${day}.db"`)
  return sendBackup(c)
}

/** The database has the answers of every workspace: it is for whoever runs the server. */
function requireOwner({ id }: Workspace): void {
  if (id !== firstWorkspaceId) throw new Refusal('not-found')
}

async function show(c: Ctx, workspace: Workspace, found: Checkup | null): Promise<Response> {
  const ofServer =
    workspace.id === firstWorkspaceId
      ? html`${backup(c)}${check(c, found)}`
      : html`<p class="note">${texts.others}</p>`
  const content = html`<section class="card stack"><h2>${texts.answers}</h2><p class="soft">${texts.answersAbout}</p><p><a class="btn" href="${pathTo(c, '/console/answers.csv')}" download>${texts.download}</a></p></section>${ofServer}`
  return consolePage(c, workspace, {
    place: 'settings',
    title: settingsTexts.parts.data,
    body: settingsAround(c, 'data', content),
  })
}

function backup(c: Ctx): Html {
  const canCopy = c.var.services.database.copy !== null
  const help = html`<a href="${docsPath(c, 'operating')}">${texts.operating}</a>`
  return html`<section class="card stack"><h2>${texts.backup}</h2><p class="soft">${canCopy ? texts.backupAbout : texts.backupElsewhere} ${help}</p>${canCopy ? html`<p><a class="btn" href="${pathTo(c, '/console/settings/backup')}" download>${texts.backupButton}</a></p>` : ''}</section>`
}

function check(c: Ctx, found: Checkup | null): Html {
  return html`<form class="card stack" method="post" action="${pathOfPart(c, 'data')}" aria-labelledby="check"><h2 id="check">${texts.check}</h2><p class="soft">${texts.checkAbout}</p>${found ? findings(found) : ''}<p><button class="btn" type="submit">${texts.checkButton}</button></p></form>`
}

function findings(found: Checkup): Html {
  const rows = Object.entries(findingsOf(found)).map(
    ([part, [isWell, said]]) =>
      html`<tr><th scope="row">${texts.parts[part as keyof typeof texts.parts]}</th><td dir="auto">${said.map((line) => html`<div>${line}</div>`)}</td><td>${isWell ? texts.good : html`<span class="tag warn">${texts.bad}</span>`}</td></tr>`,
  )
  return html`<p class="note ${found.isWell ? 'good' : 'warn'}" role="status" tabindex="-1" autofocus>${found.isWell ? texts.well : texts.notWell}</p>
<table class="data stackable" aria-labelledby="check"><thead><tr><th scope="col">${texts.finding}</th><th scope="col">${texts.found}</th><th scope="col"><span class="hide">${texts.check}</span></th></tr></thead><tbody>${rows}</tbody></table>`
}

type Finding = readonly [isWell: boolean, said: readonly string[]]

/** What is wrong, or what it says when nothing is. */
const unless = (wrong: readonly string[], well: string): Finding =>
  wrong.length > 0 ? [false, wrong] : [true, [well]]

function findingsOf(found: Checkup): Readonly<Record<keyof typeof texts.parts, Finding>> {
  const { freeBytes, logBytes, retentionLagSeconds: lag, ahead } = found
  const free = freeBytes === null ? texts.ofServer : texts.free(size(freeBytes))
  const room = [texts.used(size(found.bytes)), free]
  const log = logBytes === null ? texts.ofServer : size(logBytes)
  const behind = texts.behind(count(Math.ceil(lag / 3600)))
  return {
    integrity: unless(found.integrity, texts.intact(found.sqlite)),
    counts: unless(
      found.miscounted.map(({ surveyId, differences }) => texts.differ(count(differences), surveyId)),
      texts.countsEqual,
    ),
    clock: unless(ahead > 0 ? [texts.ahead(counted(ahead, 'answer'))] : [], found.time),
    disk: freeBytes === null || freeBytes > littleRoom ? [true, room] : [false, [...room, texts.little]],
    log: logBytes === null || logBytes < largeLog ? [true, [log]] : [false, [log, texts.overgrown]],
    retention: lag < longLag ? [true, [lag > 0 ? behind : texts.kept]] : [false, [behind, texts.seeLog]],
    mail: unless(
      found.campaigns.map(({ id, text }) => `${id}: ${text}`),
      texts.mailWell,
    ),
    schema: unless(
      [...found.missingMigrations.map(texts.missing), ...found.unknownMigrations.map(texts.newer)],
      texts.upToDate,
    ),
  }
}

const size = (bytes: number) => `${count(Math.round(bytes / 1024 / 1024))} MB`
