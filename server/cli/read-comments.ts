import { fits } from '../../shared/scale.ts'
import type { NamedScale } from '../../shared/themes/bands.ts'
import { guessScale } from '../../shared/themes/bands.ts'
import { guessColumns, indexOfColumn } from '../tables/columns.ts'
import { CliError } from './api.ts'
import { readRecords } from './read-csv.ts'

/** The comments of a file with their ratings. */
export interface Comments {
  readonly scale: NamedScale
  readonly comments: readonly { readonly text: string; readonly rating: number | null }[]
}

/** The columns and the scale of the ratings; guessed when left out. */
export interface ReadOptions {
  readonly map: readonly string[]
  readonly scale: NamedScale | undefined
}

/**
 * Reads the comments of a CSV file with their ratings, without rows that have no comment. Throws a
 * CliError for an unknown column and for a rating that is not on the scale.
 */
export async function readComments(file: string, { map, scale }: ReadOptions): Promise<Comments> {
  const records = readRecords(file)
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
  const usedScale = scale ?? guessScale(ratings)
  const misfit = rows.find(({ rating }) => rating !== null && !fits(usedScale.scale, rating))
  if (misfit)
    throw new CliError(
      `${file} line ${misfit.line}: the rating is not a point of the scale ${usedScale.name}; name another with --scale`,
    )
  return { scale: usedScale, comments: rows }
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
      const place = indexOfColumn(header, name)
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
