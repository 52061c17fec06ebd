import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { type MadeKey, newKey } from '../../contract/keys.ts'
import { readForm } from '../../http/input.ts'
import { mostAtOnce } from '../../http/pagination.ts'
import { Refusal } from '../../http/problem.ts'
import { ownKeyId } from '../../http/session.ts'
import { check } from '../../http/validate.ts'
import { deleteKey, listKeys, type Workspace } from '../../storage/workspaces.ts'
import { makeKey } from '../../workspaces/key-routes.ts'
import { notice } from '../console/notice.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { copyField } from '../surveys/copy-field.ts'
import { errorSummary, type FormState, textField } from '../surveys/form-fields.ts'
import { settingsTexts } from '../texts/settings-texts.ts'
import { settingsAround } from './settings-head.ts'

const texts = settingsTexts.keys

interface Outcome {
  readonly state: FormState
  readonly made?: MadeKey
  readonly isRevoked?: boolean
}

/** `GET /console/settings/keys`. */
export function showKeys(c: Ctx, workspace: Workspace): Promise<Response> {
  const isRevoked = c.req.query('revoked') === 'yes'
  return show(c, workspace, { state: { values: {}, errors: [] }, isRevoked })
}

/** `POST /console/settings/keys`: makes a key, which this answer alone shows, or revokes one. */
export async function takeKeys(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c)
  const id = form.get('revoke')
  if (id !== null) return revoke(c, workspace, id)
  const values = { label: form.get('label') ?? '' }
  try {
    const { label } = check(newKey, values)
    const made = await makeKey(c, workspace.id, label)
    return show(c, workspace, { state: { values: {}, errors: [] }, made })
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return show(c, workspace, { state: { values, errors: error.errors } })
  }
}

async function revoke(c: Ctx, workspace: Workspace, id: string): Promise<Response> {
  // Nobody locks themselves out.
  if (id === (await ownKeyId(c))) throw new Refusal('conflict', texts.own)
  if (!(await deleteKey(c.var.services.directory, workspace.id, id))) throw new Refusal('not-found')
  return c.redirect(`${pathTo(c, '/console/settings/keys')}?revoked=yes`, 303)
}

async function show(c: Ctx, workspace: Workspace, { state, made, isRevoked }: Outcome): Promise<Response> {
  const path = pathTo(c, '/console/settings/keys')
  const keys = await listKeys(c.var.services.directory, workspace.id, null, mostAtOnce)
  const own = await ownKeyId(c)
  const rows = keys.map(
    ({ id, label, createdAt }) =>
      html`<tr><th scope="row"><bdi>${label}</bdi><span class="kind mono">${id}</span></th><td class="soft">${dayOf(createdAt, workspace.timezone)}</td><td class="n">${id === own ? html`<span class="soft small">${texts.own}</span>` : html`<button class="btn danger" type="submit" name="revoke" value="${id}">${texts.revoke}<span class="hide"> ${label}</span></button>`}</td></tr>`,
  )
  const content = html`${isRevoked ? notice('', texts.revoked) : ''}${made ? newlyMade(made) : ''}
<form class="card flush" method="post" action="${path}" aria-labelledby="keys"><div class="card-head pad"><h2 id="keys">${settingsTexts.parts.keys}</h2><p>${texts.about}</p></div>
<table class="data stackable" aria-labelledby="keys"><thead><tr><th scope="col">${texts.name}</th><th scope="col">${texts.made}</th><th scope="col" class="n"><span class="hide">${texts.do}</span></th></tr></thead><tbody>${rows}</tbody></table></form>
<form class="card stack" method="post" action="${path}"><h2>${texts.new}</h2>${errorSummary(state, settingsTexts.errors, ['label'])}${textField(state, { name: 'label', label: texts.label })}<p><button class="btn primary" type="submit">${texts.make}</button></p></form>`
  return consolePage(c, workspace, {
    place: 'settings',
    title: settingsTexts.parts.keys,
    status: state.errors.length > 0 ? 422 : 200,
    islands: ['islands/install.ts'],
    body: settingsAround(c, 'keys', content),
  })
}

function newlyMade({ label, key }: MadeKey): Html {
  return html`<div class="note good" role="status" tabindex="-1" autofocus><div class="grow stack-s"><strong>${texts.shown(label)}</strong>${copyField(key, texts.key)}</div></div>`
}
