import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ask, CliError, type Connection } from './api.ts'

export const exportFormats = ['ndjson', 'csv', 'parquet'] as const

/** What of a survey is exported, and where to; without `out` to the terminal's output. */
export interface ExportOptions {
  readonly format: (typeof exportFormats)[number]
  readonly query: URLSearchParams
  readonly out: string | undefined
}

/** Writes the answers of a survey that the query chooses, newest first. Throws a CliError. */
export async function exportResponses(
  connection: Connection,
  survey: string,
  { format, query, out }: ExportOptions,
): Promise<void> {
  if (format === 'parquet' && out === undefined && process.stdout.isTTY)
    throw new CliError('a Parquet file is nothing to read: say --out FILE')
  const served = format === 'parquet' ? 'ndjson' : format
  const path = `/v1/surveys/${encodeURIComponent(survey)}/responses.${served}?${query}`
  const { body } = await ask(connection, path)
  const text = Readable.fromWeb(body as never)
  const source = format === 'parquet' ? await asParquet(text) : text
  const to = out === undefined ? process.stdout : createWriteStream(out, { mode: 0o600 })
  await pipeline(source, to, { end: out !== undefined }).catch((error: NodeJS.ErrnoException) => {
    // Whoever reads it, like `head`, has enough.
    if (error.code === 'EPIPE') return
    const isFile = error.path !== undefined
    if (isFile) throw new CliError(`${out} cannot be written: ${error.code}`)
    throw new CliError('the export was interrupted: run it again', 'unreachable')
  })
}

async function asParquet(text: Readable): Promise<Readable> {
  // Imported here because only this format needs it.
  const { parquetOf } = await import('./parquet.ts')
  return Readable.from(parquetOf(createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })))
}
