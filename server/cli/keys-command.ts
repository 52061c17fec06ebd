import type { ApiKey, MadeKey } from '../contract/keys.ts'
import { ask, CliError, type Connection, call } from './api.ts'

/** `sayso keys`: the workspace's API keys, another one, or one less. */
export async function keys(connection: Connection, subcommand: string | undefined, word: string | undefined) {
  if (subcommand === undefined) {
    const { items } = await call<{ items: ApiKey[] }>(connection, '/v1/keys')
    for (const { id, label, createdAt } of items) console.log(`${id}  ${createdAt.slice(0, 10)}  ${label}`)
  } else if (subcommand === 'create' && word) {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ label: word })
    const made = await call<MadeKey>(connection, '/v1/keys', { method: 'POST', headers, body })
    console.log(`${made.id}  ${made.label}\nkey  ${made.key}\n(shown this once: keep it)`)
  } else if (subcommand === 'revoke' && word) {
    await ask(connection, `/v1/keys/${encodeURIComponent(word)}`, { method: 'DELETE' })
    console.log(`${word} opens nothing any more`)
  } else throw new CliError('usage: sayso keys [create LABEL | revoke ID]')
}
