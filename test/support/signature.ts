import { createHmac } from 'node:crypto'
import type { Client } from './client.ts'

/** What a host's server signs an id, or an address where there is no id, with. */
export async function signatureOf(client: Client, subject: string): Promise<string> {
  const { body } = await client.get('/v1/workspace')
  return createHmac('sha256', body.identitySecret).update(subject).digest('hex')
}
