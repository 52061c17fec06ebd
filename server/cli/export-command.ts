import { once } from 'node:events'
import type { StoredResponse } from '../contract/responses.ts'
import { type Connection, call } from './api.ts'

/** Writes all answers of a survey as JSON lines, newest first. Throws a CliError. */
export async function exportResponses(connection: Connection, survey: string, out: NodeJS.WritableStream) {
  let cursor: string | null = ''
  while (cursor !== null) {
    const query = new URLSearchParams({ limit: '1000', ...(cursor && { cursor }) })
    const path = `/v1/surveys/${encodeURIComponent(survey)}/responses?${query}`
    const page: { items: StoredResponse[]; nextCursor: string | null } = await call(connection, path)
    const lines = page.items.map((item) => `${JSON.stringify(item)}\n`).join('')
    if (!out.write(lines)) await once(out, 'drain')
    cursor = page.nextCursor
  }
}
