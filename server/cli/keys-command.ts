import type { ApiKey, MadeKey } from '../contract/keys.ts'
import { ask, CliError, type Connection, call, itemsOf } from './api.ts'
import { oneLine } from './terminal.ts'

/** Lists, creates or revokes the workspace's API keys. Throws a CliError. */
export async function keys(
  connection: Connection,
  subcommand: string | undefined,
  argument: string | undefined,
) {
  if (subcommand === undefined) {
    for await (const { id, label, createdAt } of itemsOf<ApiKey>(connection, '/v1/keys'))
      console.log(`${id}  ${createdAt.slice(0, 10)}  ${oneLine(label)}`)
  } else if (subcommand === 'create' && argument) {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ label: argument })
    const made = await call<MadeKey>(connection, '/v1/keys', { method: 'POST', headers, body })
    console.log(`${made.id}  ${oneLine(made.label)}\nkey  ${made.key}\n(shown only once: store it now)`)
  } else if (subcommand === 'revoke' && argument) {
    await ask(connection, `/v1/keys/${encodeURIComponent(argument)}`, { method: 'DELETE' })
    console.log(`${argument} is revoked`)
  } else throw new CliError('usage: sayso keys [create LABEL | revoke ID]')
}
