import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ask, CliError, type Connection } from './api.ts'

/** Writes the answers of a survey that the query chooses, newest first, as JSON lines or a table. Throws a CliError. */
export async function exportResponses(
  connection: Connection,
  survey: string,
  { format, query }: { readonly format: 'ndjson' | 'csv'; readonly query: URLSearchParams },
  out: NodeJS.WritableStream,
): Promise<void> {
  const path = `/v1/surveys/${encodeURIComponent(survey)}/responses.${format}?${query}`
  const { body } = await ask(connection, path)
  await pipeline(Readable.fromWeb(body as never), out, { end: false }).catch(
    (error: NodeJS.ErrnoException) => {
      // Whoever reads it, like `head`, has enough.
      if (error.code !== 'EPIPE')
        throw new CliError('the export was interrupted: run it again', 'unreachable')
    },
  )
}
