import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { CliError } from './api.ts'

/** Yields the file's records with the line each begins on. Throws a CliError for a malformed file. */
export async function* readRecords(
  file: string,
  delimiter: string,
): AsyncGenerator<{ cells: string[]; line: number }, undefined> {
  const parser = parse({ delimiter, info: true, relax_column_count: true, skip_empty_lines: true, bom: true })
  const text = Readable.toWeb(createReadStream(file)).pipeThrough(
    new TextDecoderStream('utf-8', { fatal: true }),
  )
  const source = Readable.fromWeb(text)
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let line = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      yield { cells: record, line }
      line = info.lines + 1
    }
  } catch (error) {
    throw new CliError(`${file}: ${(error as Error).message}`)
  }
}

/** The delimiter of a file: the most frequent of comma, semicolon and tab in its header. Throws a CliError. */
export async function delimiterOf(file: string): Promise<string> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      error.code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read: ${error.code}`,
    )
  })
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0)
  await handle.close()
  const header = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/)[0] ?? ''
  const count = (mark: string) => header.split(mark).length
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0]!
}
