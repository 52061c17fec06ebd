import type { MadeWorkspace, MailAllowance } from '../contract/workspace.ts'
import { CliError, type Connection, call, itemsOf } from './api.ts'
import { oneLine } from './terminal.ts'

/** What the command's options say. */
interface WorkspacesOptions {
  readonly database: string | undefined
  /** Addresses with commas between them. */
  readonly from: string | undefined
  readonly aDay: string | undefined
}

const headers = { 'content-type': 'application/json' }

/** Lists workspaces, adds one, or says what one may send. */
export async function workspaces(
  connection: Connection,
  [subcommand, subject]: readonly string[],
  options: WorkspacesOptions,
): Promise<void> {
  if (subcommand === undefined) return list(connection)
  if (subcommand === 'add' && subject) return add(connection, subject, options)
  if (subcommand === 'mail' && subject) return allowMail(connection, subject, options)
  throw new CliError('usage: sayso workspaces [add NAME|mail ID]')
}

async function list(connection: Connection): Promise<void> {
  const all = itemsOf<{ id: string; name: string }>(connection, '/v1/workspaces')
  for await (const { id, name } of all) console.log(`${id}  ${oneLine(name)}`)
}

async function add(connection: Connection, name: string, { database }: WorkspacesOptions): Promise<void> {
  const body = JSON.stringify({ name, databaseUrl: database })
  const made = await call<MadeWorkspace>(connection, '/v1/workspaces', { method: 'POST', headers, body })
  console.log(`${made.id}  ${oneLine(made.name)}\nkey  ${made.key}\n(shown only once: store it now)`)
}

async function allowMail(
  connection: Connection,
  id: string,
  { from, aDay }: WorkspacesOptions,
): Promise<void> {
  if (aDay !== undefined && !/^\d+$/.test(aDay)) throw new CliError('--a-day takes a whole number')
  const given = {
    from: from === undefined ? null : from.split(',').map((address) => address.trim()),
    aDay: aDay === undefined ? null : Number(aDay),
  }
  const path = `/v1/workspaces/${encodeURIComponent(id)}/mail`
  const allowed = await call<MailAllowance>(connection, path, {
    ...{ method: 'PUT', headers, body: JSON.stringify(given) },
  })
  const senders = allowed.from?.join(', ') ?? 'any address'
  console.log(`${id} may send as ${senders || 'no address'}, ${allowed.aDay ?? 'any number of'} mails a day`)
}
