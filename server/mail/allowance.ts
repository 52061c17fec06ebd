import type { Database } from '../storage/db.ts'
import { emailKey } from '../storage/email-key.ts'
import { countMail } from '../storage/mail-days.ts'
import { findWorkspace, firstWorkspaceId } from '../storage/workspaces.ts'

/** What a workspace may send; `null` is anything for `from`, and any number for `aDay`. */
export interface MailAllowance {
  readonly from: readonly string[] | null
  readonly aDay: number | null
}

/**
 * What the server's owner lets a workspace send. The directory has it, since a database of its own may be the
 * workspace's. The first workspace is the owner's: it may send as anybody until it says otherwise.
 */
export async function mailAllowanceOf(directory: Database, workspaceId: string): Promise<MailAllowance> {
  const found = await findWorkspace(directory, workspaceId)
  const from = found?.mailFrom ?? (workspaceId === firstWorkspaceId ? null : [])
  return { from, aDay: found?.mailsADay ?? null }
}

/** Why a workspace may not send as this address; `null` when it may. */
export function whyNotFrom({ from }: MailAllowance, address: string): string | null {
  const given = emailKey(address)
  const domain = given.slice(given.lastIndexOf('@'))
  // RFC 2606: nobody has such an address. Campaigns that nobody gave a sender yet have one.
  if (given.endsWith('.invalid')) return 'must be set to an address of yours first'
  if (from === null || from.some((each) => [given, domain].includes(emailKey(each)))) return null
  const allowed = from.length > 0 ? `only ${from.join(', ')}` : 'no address yet'
  return `must be an address that this workspace may send as: the server's owner has allowed ${allowed}`
}

/**
 * Takes one of a workspace's mails of today, before it is sent; says why there is none. Whoever could not send it
 * puts it back.
 */
export async function takeMail(
  directory: Database,
  workspaceId: string,
  from: string,
  now: number,
): Promise<'taken' | 'sender' | 'day'> {
  const allowance = await mailAllowanceOf(directory, workspaceId)
  if (whyNotFrom(allowance, from)) return 'sender'
  return (await countMail(directory, workspaceId, allowance.aDay, now)) ? 'taken' : 'day'
}
