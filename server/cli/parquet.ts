import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import type { ExportedResponse as Exported } from '../contract/exports.ts'

type Value = string | number | boolean | Date | object | null

/** The columns of an answer, each of one type; lists and properties are JSON. */
const columns: Readonly<
  Record<string, readonly [type: NonNullable<ColumnSource['type']>, (a: Exported) => Value]>
> = {
  id: ['STRING', ({ id }) => id],
  answered_at: ['TIMESTAMP', ({ answeredAt }) => new Date(answeredAt)],
  rating: ['INT32', ({ rating }) => rating],
  comment: ['STRING', ({ comment }) => comment],
  reasons: ['JSON', ({ choices }) => choices],
  may_be_contacted: ['BOOLEAN', ({ contact }) => contact],
  respondent_id: ['STRING', ({ respondent }) => respondent?.id ?? null],
  respondent_email: ['STRING', ({ respondent }) => respondent?.email ?? null],
  respondent_name: ['STRING', ({ respondent }) => respondent?.name ?? null],
  verified: ['BOOLEAN', ({ verified }) => verified],
  channel: ['STRING', ({ channel }) => channel],
  origin: ['STRING', ({ origin }) => origin],
  language: ['STRING', ({ language }) => language],
  survey_version: ['INT32', ({ surveyVersion }) => surveyVersion],
  state: ['STRING', ({ state }) => state],
  held_reason: ['STRING', ({ heldReason }) => heldReason],
  ruling: ['STRING', ({ ruling }) => ruling],
  follow_up: ['STRING', ({ followUp }) => followUp?.state ?? null],
  owner: ['STRING', ({ followUp }) => followUp?.owner ?? null],
  note: ['STRING', ({ followUp }) => followUp?.note ?? null],
  tags: ['JSON', ({ tags }) => tags ?? null],
  properties: ['JSON', ({ properties }) => properties],
  updated_at: ['TIMESTAMP', ({ updatedAt }) => new Date(updatedAt)],
}

const dataOf = (answers: readonly Exported[]): ColumnSource[] =>
  Object.entries(columns).map(([name, [type, of]]) => ({ name, type, data: answers.map(of) }))

/** Answers kept in memory at once; each lot is a row group. */
const rowsPerGroup = 10_000

/** The bytes of a Parquet file with a row for each line of an export, a row group at a time. */
export async function* parquetOf(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  const file = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData: dataOf([]) }),
    createdBy: 'sayso',
  })
  const written = () => {
    const bytes = writer.getBytes().slice()
    // Its own count of all bytes goes on, which the footer is made of.
    writer.index = 0
    return bytes
  }
  let answers: Exported[] = []
  for await (const line of lines) {
    answers.push(JSON.parse(line))
    if (answers.length < rowsPerGroup) continue
    await file.write({ columnData: dataOf(answers), rowGroupSize: rowsPerGroup })
    yield written()
    answers = []
  }
  if (answers.length > 0) await file.write({ columnData: dataOf(answers), rowGroupSize: rowsPerGroup })
  await file.finish()
  yield written()
}
