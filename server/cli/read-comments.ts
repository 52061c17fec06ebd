import { fits } from '../../shared/scale.ts'
import type { NamedScale } from '../../shared/themes/bands.ts'
import { guessScale } from '../../shared/themes/bands.ts'
import { CliError } from './api.ts'
import { guessColumns, placeOfColumn } from './columns.ts'
import { delimiterOf, readRecords } from './read-csv.ts'

/** The comments of a file with the ratings that fit its scale. */
export interface Comments {
  readonly scale: NamedScale
  readonly comments: readonly { readonly text: string; readonly rating: number | null }[]
}

/** Which columns hold what, and which scale the ratings are on; guessed when left out. */
export interface Reading {
  readonly map: readonly string[]
  readonly scale: NamedScale | undefined
}

/**
 * Reads the comments of a CSV file and the ratings beside them. Rows without a comment are left
 * out. Ends with a CliError when there is no such column, or a rating is not on the scale.
 */
export async function readComments(file: string, { map, scale }: Reading): Promise<Comments> {
  const records = readRecords(file, await delimiterOf(file))
  const first = await records.next()
  if (first.done) throw new CliError(`${file} is empty`)
  const columns = columnsOf(
    first.value.cells.map((cell) => cell.trim()),
    map,
  )
  const rows: { text: string; rating: number | null; line: number }[] = []
  for await (const { cells, line } of records) {
    const text = cells[columns.comment] ?? ''
    const rating = columns.rating === undefined ? '' : (cells[columns.rating] ?? '').trim()
    if (text.trim() !== '') rows.push({ text, rating: rating === '' ? null : Number(rating), line })
  }
  const ratings = rows.flatMap(({ rating }) => rating ?? [])
  const on = scale ?? guessScale(ratings)
  const stranger = rows.find(({ rating }) => rating !== null && !fits(on.scale, rating))
  if (stranger)
    throw new CliError(
      `${file} line ${stranger.line}: the rating is not a point of the scale ${on.name}; name another with --scale`,
    )
  return { scale: on, comments: rows }
}

function columnsOf(
  header: readonly string[],
  map: readonly string[],
): { comment: number; rating?: number | undefined } {
  const { comment, rating } = guessColumns(header)
  const named = new Map(
    map.map((entry) => {
      const [part, name] = [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]
      if (part !== 'comment' && part !== 'rating')
        throw new CliError('--map takes comment=COLUMN or rating=COLUMN here')
      const place = placeOfColumn(header, name)
      if (place === null)
        throw new CliError(`there is no column «${name}»; the header has: ${header.join(', ')}`)
      return [part, place]
    }),
  )
  const found = named.get('comment') ?? comment
  if (found === undefined)
    throw new CliError(`no column looks like the comment; name it: --map "comment=${header[0] ?? 'COLUMN'}"`)
  return { comment: found, rating: named.get('rating') ?? rating }
}
