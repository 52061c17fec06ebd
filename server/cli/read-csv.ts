import { dialectOf, recordReader, type TableRecord } from '../tables/records.ts'
import { CliError } from './api.ts'
import { openText, type TextFile, textOfFile } from './read-text.ts'

/** Yields the records of a text file with the line each begins on. */
export async function* recordsOf(text: TextFile): AsyncGenerator<TableRecord, undefined> {
  const reader = recordReader(dialectOf(text.sample, text.isWhole))
  for await (const piece of textOfFile(text)) yield* reader.push(piece)
  yield* reader.end()
}

/** The same of a file of people or comments, the header first. Throws a CliError for a malformed file. */
export async function* readRecords(
  file: string,
): AsyncGenerator<{ cells: string[]; line: number }, undefined> {
  for await (const { cells, line, fault } of recordsOf(await openText(file))) {
    if (fault) throw new CliError(`${file} line ${line}: ${fault}`)
    if (line > 1 || !/^sep=/i.test(cells[0]!)) yield { cells, line }
  }
}
