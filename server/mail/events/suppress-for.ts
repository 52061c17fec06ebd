import type { Ctx } from '../../context.ts'
import { findInvitation } from '../../storage/recipients.ts'
import { addSuppressions } from '../../storage/suppressions.ts'
import { emailName } from '../../storage/tombstones.ts'
import { goToWorkspaceOf } from '../../workspaces/workspace-database.ts'
import type { MailEvent } from './mail-event.ts'

/**
 * Suppresses the person of an event: only in the workspace that sent them the mail, and only if the event names the
 * address that it went to. Returns the address, or `null` when the mail is of nobody.
 */
export async function suppressFor(c: Ctx, { mail, reason, email }: MailEvent): Promise<string | null> {
  const services = c.get('services')
  await goToWorkspaceOf(c, mail.workspaceId)
  const { database, now } = c.get('services')
  // The next event may be about a workspace that lives elsewhere.
  c.set('services', services)
  const { workspaceId, invitation } = mail
  const found = await findInvitation(database, workspaceId, invitation)
  const address = found?.recipient.address
  if (!address || (email !== null && emailName(email) !== emailName(address))) return null
  await addSuppressions(database, [{ workspaceId, email: address, reason, createdAt: now() }])
  return address
}
