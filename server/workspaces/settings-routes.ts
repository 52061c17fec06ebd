import type { Ctx } from '../context.ts'
import {
  linkKeys,
  linkRenewal,
  workspace as settings,
  type WorkspaceChange,
  workspaceChange,
} from '../contract/workspace.ts'
import { changeAsRead, requireMatch, tagOf } from '../http/conditional.ts'
import { randomKey } from '../http/hashing.ts'
import { mailAllowanceOf } from '../mail/allowance.ts'
import { badBody, body, call, ifMatch, ok, refusals, routes } from '../openapi/call.ts'
import { addressSecretOf, tokenSecretOf } from '../responses/identity.ts'
import { addLinkKey, linkKeysOf } from '../storage/link-secrets.ts'
import { changeWorkspace, findWorkspace, type Workspace } from '../storage/workspaces.ts'
import { readAgain, requireCodebookOf } from '../themes/codebook-routes.ts'

async function toWorkspace(c: Ctx, workspace: Workspace) {
  const { codebookId, createdAt, databaseUrl, mailFrom, mailsADay, edits: _, ...others } = workspace
  return {
    ...others,
    codebook: codebookId,
    tokenSecret: await tokenSecretOf(others.identitySecret),
    addressSecret: await addressSecretOf(others.identitySecret),
    mail: await mailAllowanceOf(c.var.services.directory, others.id),
  }
}

/** `/v1/workspace`: the settings of the key's workspace. */
export const workspace = routes()

const read = call({
  method: 'get',
  path: '/',
  operationId: 'readWorkspace',
  summary: 'The settings of the workspace',
  description: 'With the secrets that your server signs identities by: keep the answer to yourself.',
  responses: { 200: ok('The settings', settings) },
})
workspace.openapi(read, async (c) =>
  c.json(await toWorkspace(c, c.var.workspace), 200, { etag: tagOf(c.var.workspace) }),
)

const change = call({
  method: 'patch',
  path: '/',
  operationId: 'changeWorkspace',
  summary: 'Change the settings',
  description: 'What is left out stays, also when others change it at the same time.',
  request: { headers: ifMatch, body: body(workspaceChange) },
  responses: { 200: ok('The settings', settings), ...refusals(...badBody, 'precondition-failed') },
})
workspace.openapi(change, async (c) => {
  const changed = await changeSettings(c, c.var.workspace, c.req.valid('json'))
  return c.json(await toWorkspace(c, changed), 200, { etag: tagOf(changed) })
})

/**
 * Changes a workspace's settings and returns it as it is then. Throws a 422 that names a wrong field, a 412 when it is
 * not as `If-Match` has it.
 */
export async function changeSettings(
  c: Ctx,
  workspace: Workspace,
  { codebook, ...given }: WorkspaceChange,
): Promise<Workspace> {
  if (codebook != null) await requireCodebookOf(c, codebook)
  const named = codebook === undefined ? given : { ...given, codebookId: codebook }
  const change = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
  const { database, directory } = c.var.services
  const { id, databaseUrl } = workspace
  const isConditional = c.req.header('if-match') !== undefined
  const changed = await changeAsRead(async () => {
    const known = isConditional ? await findWorkspace(database, id) : workspace
    if (known) requireMatch(c, known)
    const edits = isConditional ? known?.edits : undefined
    const isDone = Object.keys(change).length === 0 || (await changeWorkspace(database, id, change, edits))
    return isDone ? findWorkspace(database, id) : null
  })
  // The list of workspaces is the directory's.
  if (databaseUrl !== null && given.name !== undefined)
    await changeWorkspace(directory, id, { name: given.name })
  if (codebook !== undefined) await readAgain(c)
  return { ...changed, databaseUrl }
}

const renewLinkSecret = call({
  method: 'post',
  path: '/link-secret',
  operationId: 'renewLinkSecret',
  summary: "Sign this workspace's links with a new key; those made before live on, or end at a time",
  description:
    'Of invitations, receipts and unsubscribe links; those made from now on are signed with the new key.',
  request: { query: linkRenewal },
  responses: { 204: { description: 'Made' }, ...refusals('invalid') },
})
workspace.openapi(renewLinkSecret, async (c) => {
  const { olderLinksEndAt } = c.req.valid('query')
  await renewLinkKey(c, c.var.workspace, olderLinksEndAt === undefined ? null : Date.parse(olderLinksEndAt))
  return c.body(null, 204)
})

/** Signs a workspace's links with a new key; those signed before end at a time, or with `null` at their own. */
export async function renewLinkKey(c: Ctx, { id }: Workspace, olderEndAt: number | null): Promise<void> {
  const { directory, keyring, now } = c.var.services
  await addLinkKey(directory, { workspaceId: id, salt: randomKey(), createdAt: now(), olderEndAt })
  await keyring(id, 'fresh')
}

const listLinkSecrets = call({
  method: 'get',
  path: '/link-secret',
  operationId: 'listLinkSecrets',
  summary: "When this workspace's link keys were made, newest first, and when links of older ones end",
  description: 'When, not the keys: those never leave the server.',
  responses: { 200: ok('Its own keys; none while it has the one of the start', linkKeys) },
})
workspace.openapi(listLinkSecrets, async (c) => {
  const found = await linkKeysOf(c.var.services.directory, c.var.workspace.id)
  const timeOf = (time: number) => new Date(time).toISOString()
  const items = found.map(({ createdAt, olderEndAt }) => ({
    createdAt: timeOf(createdAt),
    olderLinksEndAt: olderEndAt === null ? null : timeOf(olderEndAt),
  }))
  return c.json({ items }, 200)
})

const renewIdentitySecret = call({
  method: 'post',
  path: '/identity-secret',
  operationId: 'renewIdentitySecret',
  summary: 'Make new identity secrets; what the old ones signed is unverified from now on',
  description: 'Give your server the new ones first thing: until then its people are unverified.',
  responses: { 200: ok('The settings', settings) },
})
workspace.openapi(renewIdentitySecret, async (c) => {
  return c.json(await toWorkspace(c, await renewIdentity(c, c.var.workspace)), 200)
})

/** Gives a workspace new identity secrets, and returns it with them. */
export async function renewIdentity(c: Ctx, workspace: Workspace): Promise<Workspace> {
  const identitySecret = randomKey()
  await changeWorkspace(c.var.services.database, workspace.id, { identitySecret })
  return { ...workspace, identitySecret }
}
