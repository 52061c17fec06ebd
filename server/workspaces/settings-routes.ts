import { workspace as settings, workspaceChange } from '../contract/workspace.ts'
import { randomKey } from '../http/hashing.ts'
import { Refusal } from '../http/problem.ts'
import { badBody, body, call, ok, refusals, routes } from '../openapi/call.ts'
import { addLinkSecret } from '../storage/link-secrets.ts'
import { changeWorkspace, type Workspace } from '../storage/workspaces.ts'
import { readAgain, requireCodebookOf } from '../themes/codebook-routes.ts'

function toWorkspace({ codebookId, createdAt, databaseUrl, ...others }: Workspace) {
  return { ...others, codebook: codebookId }
}

/** `/v1/workspace`: the settings of the key's workspace. */
export const workspace = routes()

const read = call({
  method: 'get',
  path: '/',
  summary: 'The settings of the workspace',
  responses: { 200: ok('The settings', settings) },
})
workspace.openapi(read, (c) => c.json(toWorkspace(c.var.workspace), 200))

const change = call({
  method: 'patch',
  path: '/',
  summary: 'Change the settings',
  request: { body: body(workspaceChange) },
  responses: { 200: ok('The settings', settings), ...refusals(...badBody) },
})
workspace.openapi(change, async (c) => {
  const { codebook, ...given } = c.req.valid('json')
  if (codebook != null) await requireCodebookOf(c, codebook)
  const named = codebook === undefined ? given : { ...given, codebookId: codebook }
  const change = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
  const { database, directory } = c.var.services
  const { id, databaseUrl } = c.var.workspace
  if (Object.keys(change).length > 0) await changeWorkspace(database, id, change)
  // The list of workspaces is the directory's.
  if (databaseUrl !== null && given.name !== undefined)
    await changeWorkspace(directory, id, { name: given.name })
  if (codebook !== undefined) await readAgain(c)
  return c.json(toWorkspace({ ...c.var.workspace, ...change }), 200)
})

const renewLinkSecret = call({
  method: 'post',
  path: '/link-secret',
  summary: 'Sign links with a new secret from now on; those made before live on',
  responses: { 204: { description: 'Made' }, ...refusals('conflict') },
})
workspace.openapi(renewLinkSecret, async (c) => {
  const { directory, keyring, now } = c.var.services
  if ((await keyring()).isGiven)
    throw new Refusal('conflict', 'SAYSO_SECRET signs links: put a new one before it, with a comma')
  await addLinkSecret(directory, randomKey(), now())
  await keyring('fresh')
  return c.body(null, 204)
})

const renewIdentitySecret = call({
  method: 'post',
  path: '/identity-secret',
  summary: 'Make a new identity secret; what the old one signed is unverified from now on',
  responses: { 200: ok('The settings', settings) },
})
workspace.openapi(renewIdentitySecret, async (c) => {
  const identitySecret = randomKey()
  await changeWorkspace(c.var.services.database, c.var.workspace.id, { identitySecret })
  return c.json(toWorkspace({ ...c.var.workspace, identitySecret }), 200)
})
