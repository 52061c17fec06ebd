import { Hono } from 'hono'
import type { Env } from '../context.ts'
import { workspaceChange } from '../contract/workspace.ts'
import { randomKey } from '../http/hashing.ts'
import { readJson } from '../http/input.ts'
import { Refusal } from '../http/problem.ts'
import { addLinkSecret } from '../storage/link-secrets.ts'
import { changeWorkspace, type Workspace } from '../storage/workspaces.ts'
import { readAgain, requireCodebookOf } from '../themes/codebook-routes.ts'

function toWorkspace({ codebookId, createdAt, databaseUrl, ...settings }: Workspace) {
  return { ...settings, codebook: codebookId }
}

/** `/v1/workspace`: the settings of the key's workspace. */
export const workspace = new Hono<Env>()
  .get('/', (c) => c.json(toWorkspace(c.var.workspace)))
  .patch('/', async (c) => {
    const { codebook, ...given } = await readJson(c, workspaceChange)
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
    return c.json(toWorkspace({ ...c.var.workspace, ...change }))
  })
  .post('/link-secret', async (c) => {
    const { directory, keyring, now } = c.var.services
    if ((await keyring()).isFromEnvironment)
      throw new Refusal('conflict', 'SAYSO_SECRET signs links: put a new one before it, with a comma')
    await addLinkSecret(directory, randomKey(), now())
    await keyring('fresh')
    return c.body(null, 204)
  })
  .post('/identity-secret', async (c) => {
    const identitySecret = randomKey()
    await changeWorkspace(c.var.services.database, c.var.workspace.id, { identitySecret })
    return c.json(toWorkspace({ ...c.var.workspace, identitySecret }))
  })
