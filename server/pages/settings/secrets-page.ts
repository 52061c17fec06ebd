import { html } from 'hono/html'
import type { Ctx } from '../../context.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { addressSecretOf, tokenSecretOf } from '../../responses/identity.ts'
import { linkKeysOf } from '../../storage/link-secrets.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { renewIdentity, renewLinkKey } from '../../workspaces/settings-routes.ts'
import { notice } from '../console/notice.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { copyField } from '../surveys/copy-field.ts'
import { type FormState, selectField } from '../surveys/form-fields.ts'
import { settingsTexts } from '../texts/settings-texts.ts'
import { pathOfPart, settingsAround } from './settings-head.ts'

const texts = settingsTexts.secrets
const untouched: FormState = { values: {}, errors: [] }
const day = 86_400_000

/** `GET /console/settings/secrets`. */
export function showSecrets(c: Ctx, workspace: Workspace): Promise<Response> {
  const done = { identity: texts.renewed, links: texts.rotated }[c.req.query('new') ?? '']
  return show(c, workspace, done ? notice('good', done) : html``)
}

/** `POST /console/settings/secrets`: makes new identity secrets, or a new key for links. */
export async function takeSecrets(c: Ctx, workspace: Workspace): Promise<Response> {
  const form = await readForm(c)
  const deed = form.get('deed')
  if (deed === 'identity') {
    if (form.get('sure') !== 'yes') return show(c, workspace, html``, true)
    await renewIdentity(c, workspace)
  } else if (deed === 'links') {
    const older = form.get('older') ?? ''
    if (!Object.hasOwn(texts.ends, older)) throw new Refusal('invalid', 'older must be one of the choices')
    await renewLinkKey(c, workspace, older === 'never' ? null : c.var.services.now() + Number(older) * day)
  } else throw new Refusal('invalid', 'deed must be identity or links')
  return c.redirect(`${pathOfPart(c, 'secrets')}?new=${deed}`, 303)
}

async function show(c: Ctx, workspace: Workspace, said: Html, isUnsure = false): Promise<Response> {
  return consolePage(c, workspace, {
    place: 'settings',
    title: settingsTexts.parts.secrets,
    status: isUnsure ? 422 : 200,
    islands: ['islands/install.ts'],
    body: settingsAround(
      c,
      'secrets',
      html`${said}${await identity(c, workspace, isUnsure)}${await links(c, workspace)}`,
    ),
  })
}

async function identity(c: Ctx, { identitySecret }: Workspace, isUnsure: boolean): Promise<Html> {
  const [token, address] = [await tokenSecretOf(identitySecret), await addressSecretOf(identitySecret)]
  const hidden = (label: string, secret: string) =>
    html`<details><summary>${label}</summary>${copyField(secret, label)}</details>`
  return html`<form class="card stack" method="post" action="${pathOfPart(c, 'secrets')}" aria-labelledby="identity"><h2 id="identity">${texts.identity}</h2><p class="soft">${texts.about}</p>
${hidden(texts.token, token)}${hidden(texts.address, address)}
<label class="tick"><input type="checkbox" name="sure" value="yes" required${isUnsure ? html` aria-invalid="true" aria-describedby="sure-wrong" autofocus` : ''}><span>${texts.sure}<small class="hint">${texts.renewHint}</small></span></label>${isUnsure ? html`<p class="wrong" id="sure-wrong">${texts.notSure}</p>` : ''}
<p><button class="btn danger" type="submit" name="deed" value="identity">${texts.renew}</button></p></form>`
}

async function links(c: Ctx, { id, timezone }: Workspace): Promise<Html> {
  const [newest] = await linkKeysOf(c.var.services.directory, id)
  const signed = newest ? texts.keyOf(dayOf(newest.createdAt, timezone)) : texts.firstKey
  const end = newest?.olderEndAt ? texts.olderEnd(dayOf(newest.olderEndAt, timezone)) : ''
  const choices = Object.entries(texts.ends).sort(([a], [b]) => ranks.indexOf(a) - ranks.indexOf(b))
  return html`<form class="card stack" method="post" action="${pathOfPart(c, 'secrets')}" aria-labelledby="links"><h2 id="links">${texts.links}</h2><p class="soft">${texts.linksAbout}</p><p>${signed} ${end}</p>
${selectField(untouched, { name: 'older', label: texts.older, hint: texts.olderHint }, choices)}
<p><button class="btn" type="submit" name="deed" value="links">${texts.rotate}</button></p></form>`
}

/** The mildest first; an object's keys that are numbers come before the others. */
const ranks = ['never', '30', '7', '0']
