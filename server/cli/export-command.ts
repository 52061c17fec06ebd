import { once } from 'node:events'
import type { StoredResponse } from '../contract/responses.ts'
import { type Connection, call } from './api.ts'

/** Writes the answers of a survey that fit the filters as JSON lines, newest first. Throws a CliError. */
export async function exportResponses(
  connection: Connection,
  survey: string,
  filters: Readonly<Record<string, string | undefined>>,
  out: NodeJS.WritableStream,
) {
  const given = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined)
  let cursor: string | null = ''
  while (cursor !== null) {
    const query = new URLSearchParams({
      ...Object.fromEntries(given),
      limit: '1000',
      ...(cursor && { cursor }),
    })
    const path = `/v1/surveys/${encodeURIComponent(survey)}/responses?${query}`
    const page: { items: StoredResponse[]; nextCursor: string | null } = await call(connection, path)
    const lines = page.items.map((item) => `${JSON.stringify(item)}\n`).join('')
    if (!out.write(lines)) await once(out, 'drain')
    cursor = page.nextCursor
  }
}
